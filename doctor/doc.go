// SPDX-License-Identifier: Apache-2.0

// Package doctor finds out why a browser refuses what a page wants of an object
// store, and says what to do about it.
//
// It reads the bucket's CORS rules if it may, predicts from them what the store
// answers, asks the store as a browser would, and compares: what the rules allow
// and the answers refuse is the work of something between the two.
//
//	report, err := doctor.Examine(ctx, doctor.Patient{
//		Bucket: b, Provider: cfg.Provider, Key: "cat.png",
//		Fetch:  cors.Fetch{Origin: "https://app.example", Method: "PUT"},
//		Reads:  []string{"ETag"},
//	})
//	if err == nil {
//		err = report.WriteText(os.Stdout)
//	}
//
// Nothing is changed at the store: it is asked with OPTIONS, GET and HEAD, unless
// [WithWriting] allows more. [Problems] are the mistakes that it looks for.
package doctor
