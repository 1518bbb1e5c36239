// SPDX-License-Identifier: Apache-2.0

package differential

// leftOut are the operations of the model that codegen leaves out.
func leftOut() map[string]string {
	return map[string]string{
		"SelectObjectContent": "its answer is an event stream",
	}
}

// customised are the fields of aws-sdk-go-v2 that carry what the model has in
// another member, by structure and field.
func customised() map[string]string {
	const expires = "aws-sdk-go-v2 keeps the header as it came beside its deprecated time, as not every object has a valid one"
	return map[string]string{
		"GetObjectOutput.ExpiresString":  expires,
		"HeadObjectOutput.ExpiresString": expires,
	}
}
