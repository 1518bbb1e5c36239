// SPDX-License-Identifier: Apache-2.0

package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// executable is where Debian's package puts the browser. PAIL_CHROMIUM names
// another.
const executable = "/usr/bin/chromium"

// chromium is a browser that runs, with an empty profile of its own.
type chromium struct {
	*devtools

	// version is its product and version, such as "Chrome/156.0.8078.79".
	version string
}

// start runs a browser that ends with the test. rules map the names that pages
// and requests use to addresses: see --host-resolver-rules.
func start(t testing.TB, rules string) *chromium {
	t.Helper()
	path := os.Getenv("PAIL_CHROMIUM")
	if path == "" {
		path = executable
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("no browser: %v; `make browser` installs one for root, else install the package chromium or set PAIL_CHROMIUM", err)
	}
	in, out := pipe(t), pipe(t)
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), path, append(flags(t.TempDir()), "--host-resolver-rules="+rules, "about:blank")...)
	cmd.ExtraFiles = []*os.File{in.r, out.w} // its file descriptors 3 and 4
	var said strings.Builder
	cmd.Stderr = &said
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatalf("starting %s: %v", path, err)
	}
	_ = in.r.Close() // the process has its own
	_ = out.w.Close()
	c := &chromium{devtools: newDevtools(in.w, out.r)}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 10*time.Second)
		defer cancel()
		if err := c.call(ctx, "", "Browser.close", struct{}{}, nil); err != nil {
			t.Logf("closing the browser: %v", err)
			_ = cmd.Process.Kill()
		}
		_ = cmd.Wait()
		_ = in.w.Close()
		_ = out.r.Close()
		if t.Failed() {
			t.Logf("%s said:\n%s", path, said.String())
		}
	})
	var v struct {
		Product string `json:"product"`
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := c.call(ctx, "", "Browser.getVersion", struct{}{}, &v); err != nil {
		t.Fatal(err)
	}
	c.version = v.Product
	return c
}

// flags keep the browser small, silent and off the network. Requests between
// address spaces are not this suite's subject: the check of local network
// access is off, which asks the user or fails before CORS is looked at.
// Navigations stay at the scheme that they name.
func flags(profile string) []string {
	list := []string{
		"--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + profile, "--no-proxy-server", "--ignore-certificate-errors",
		"--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-default-apps", "--mute-audio",
		"--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
		"--disable-features=LocalNetworkAccessChecks,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,OptimizationHints,MediaRouter,Translate",
	}
	if os.Geteuid() == 0 {
		list = append(list, "--no-sandbox") // Chromium's own sandbox needs another user than root
	}
	return list
}

// page opens a URL in a tab of its own and gives the session of the DevTools
// protocol that is attached to it.
func (c *chromium) page(ctx context.Context, url string) (session string, err error) {
	var target struct {
		TargetID string `json:"targetId"`
	}
	if err := c.call(ctx, "", "Target.createTarget", map[string]any{"url": url}, &target); err != nil {
		return "", fmt.Errorf("opening %s: %w", url, err)
	}
	var attached struct {
		SessionID string `json:"sessionId"`
	}
	if err := c.call(ctx, "", "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached); err != nil {
		return "", fmt.Errorf("attaching to %s: %w", url, err)
	}
	return attached.SessionID, nil
}

// ends are the two ends of a pipe.
type ends struct{ r, w *os.File }

func pipe(t testing.TB) ends {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	return ends{r, w}
}
