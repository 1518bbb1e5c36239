// SPDX-License-Identifier: Apache-2.0

// Command plain is what the SDK is weighed against: net/http alone.
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	resp, err := http.DefaultClient.Head(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	_ = resp.Body.Close()
	fmt.Println(resp.Status)
}
