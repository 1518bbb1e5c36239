// SPDX-License-Identifier: Apache-2.0

package bucket

// operationOf is the operation that an input belongs to, "" for anything else,
// and the input, an empty one for a nil pointer. Each operation has its line.
func operationOf(input any) (operation string, in any) {
	switch in := input.(type) {
	case *AppendObjectInput:
		return "AppendObject", filled(in)
	case *CreateInput:
		return "Create", filled(in)
	case *DeleteInput:
		return "Delete", filled(in)
	case *DeleteCORSInput:
		return "DeleteCORS", filled(in)
	case *DeleteObjectInput:
		return "DeleteObject", filled(in)
	case *DeleteObjectTaggingInput:
		return "DeleteObjectTagging", filled(in)
	case *DeleteObjectsInput:
		return "DeleteObjects", filled(in)
	case *GetCORSInput:
		return "GetCORS", filled(in)
	case *GetObjectInput:
		return "GetObject", filled(in)
	case *GetObjectTaggingInput:
		return "GetObjectTagging", filled(in)
	case *HeadInput:
		return "Head", filled(in)
	case *HeadObjectInput:
		return "HeadObject", filled(in)
	case *ListBucketsInput:
		return "ListBuckets", filled(in)
	case *ListObjectsInput:
		return "ListObjects", filled(in)
	case *OptionsObjectInput:
		return "OptionsObject", filled(in)
	case *PutCORSInput:
		return "PutCORS", filled(in)
	case *PutObjectInput:
		return "PutObject", filled(in)
	case *PutObjectTaggingInput:
		return "PutObjectTagging", filled(in)
	}
	return "", input
}
