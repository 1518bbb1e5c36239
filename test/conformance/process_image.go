// SPDX-License-Identifier: Apache-2.0

package conformance

import (
	"bytes"
	"image"
	"image/color"
	_ "image/jpeg" // stores may answer in another format
	"image/png"

	"github.com/seed-40dc4ce0/pail/bucket"
)

// picture is an image of twelve by eight.
func (p *probe) picture() string {
	img := image.NewGray(image.Rect(0, 0, 12, 8))
	img.Set(3, 3, color.White)
	var text bytes.Buffer
	p.must("drawing an image", png.Encode(&text, img))
	return text.String()
}

func imageRows() []behaviour {
	rows := []behaviour{
		{name: "answers the image that an action makes, and keeps the other", check: func(p *probe) {
			picture := p.picture()
			b, key := p.stored(picture)
			out, err := b.ProcessImage(p.ctx, &bucket.ProcessImageInput{Key: key, Action: "resize:w_6,h_4"})
			result(p, "ProcessImage", out, err)
			small, _, err := image.DecodeConfig(out.Body)
			p.must("closing the body", out.Body.Close())
			p.must("reading the image", err)
			p.equal("the width", small.Width, 6)
			p.equal("the height", small.Height, 4)
			content, _ := p.get(b, &bucket.GetObjectInput{Key: key})
			p.equal("the content", content, picture)
		}},
		{name: "says that there is no such key", check: func(p *probe) {
			out, err := p.bucket().ProcessImage(p.ctx, &bucket.ProcessImageInput{Key: p.key("absent"), Action: "info"})
			refused(p, "ProcessImage", out, err, noKey())
		}},
		{name: "refuses an empty key and no action", check: func(p *probe) {
			out, err := p.open().API.ProcessImage(p.ctx, &bucket.ProcessImageInput{})
			p.lacking(err)
			invalid(p, "ProcessImage", out, err, "Key", "Action")
		}},
	}
	for i := range rows {
		rows[i].operation = "ProcessImage"
	}
	return rows
}
