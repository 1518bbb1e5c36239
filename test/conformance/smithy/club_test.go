// SPDX-License-Identifier: Apache-2.0

package smithy

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/seed-40dc4ce0/pail/rest"
)

// club is a client of testdata/club.json as the generator would write it. It
// knows the answers by heart: only those of the model's cases are read.
type club struct {
	cfg  rest.Config
	spot spots
}

// spots are where a test makes the client go wrong; nil leaves it right.
type spots struct {
	config  func(*rest.Config)
	request func(*http.Request)
	body    func(string) string
	member  func(*GetMemberOutput)
	err     func(error) error
	good    func(*http.Response) error // what is said of an answer that is good
	option  bool                       // options of the call are ignored
	twice   bool                       // every request is sent twice
	open    bool                       // bodies stay open
	both    bool                       // the output stands beside the error
}

type PutMemberInput struct {
	MemberName string
	Tags       []string
	Token      *string
	Rank       *int
	Score      *float32
	Secret     *string
	Lang       *string
	Since      *time.Time
	Photo      []byte
	Nicks      []string
	Ages       map[string]int
	Address    *Address
	Contact    *Contact
}

type (
	PutMemberOutput struct{}
	GetMemberInput  struct {
		MemberName string
		Address    *Address
		Contact    *Contact
		Mode       string
		At         time.Time
	}
	GetMemberOutput PutMemberInput
	Address         struct{ City *string }
	Contact         struct {
		Mail  *string
		Phone *int64
	}
	PutPhotoInput  struct{ Data io.Reader }
	PutPhotoOutput struct{}
	GetPhotoInput  struct{}
	GetPhotoOutput struct{ Data io.ReadCloser }
	NoMember       struct{ MemberName *string }
)

func (e *NoMember) Error() string { return "no member" }

// send sends a request; the answer's body is the caller's.
func (c *club) send(ctx context.Context, cfg rest.Config, method, target string, header http.Header, body string) (*http.Response, error) {
	if c.spot.body != nil {
		body = c.spot.body(body)
	}
	r, err := http.NewRequestWithContext(ctx, method, cfg.Endpoint+target, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header = header
	if c.spot.request != nil {
		c.spot.request(r)
	}
	if c.spot.twice {
		if _, err := cfg.Transport.RoundTrip(r.Clone(ctx)); err != nil {
			return nil, err
		}
	}
	return cfg.Transport.RoundTrip(r)
}

func (c *club) PutMember(ctx context.Context, in *PutMemberInput, _ ...rest.Option) (*PutMemberOutput, error) {
	query, header, doc := "full", http.Header{}, ""
	for _, tag := range in.Tags {
		query += "&tag=" + strings.ReplaceAll(url.QueryEscape(tag), "+", "%20")
	}
	token := in.Token
	if token == nil {
		fresh := c.cfg.IdempotencyToken()
		token = &fresh
	}
	if in.Rank != nil {
		header.Set("X-Rank", strconv.Itoa(*in.Rank))
	}
	if in.Score != nil {
		header.Set("X-Score", strings.ReplaceAll(fmt.Sprint(*in.Score), "Inf", "Infinity"))
	}
	if in.Since != nil {
		doc = "<Member xmlns='urn:club' xmlns:q='urn:b' q:lang='" + *in.Lang + "'><since>" + in.Since.Format(time.RFC3339) + "</since>" +
			"<photo>" + base64.StdEncoding.EncodeToString(in.Photo) + "</photo>"
		for _, n := range in.Nicks {
			doc += "<nick>" + n + "</nick>"
		}
		doc += "<ages><entry><key>a</key><value>" + strconv.Itoa(in.Ages["a"]) + "</value></entry>" +
			"<entry><key>z</key><value>" + strconv.Itoa(in.Ages["z"]) + "</value></entry></ages>" +
			"<contact><phone>" + strconv.FormatInt(*in.Contact.Phone, 10) + "</phone></contact>" +
			"<address><city>" + *in.Address.City + "</city></address></Member>"
		header.Set("Content-Type", "application/xml")
	}
	answer, err := c.send(ctx, c.cfg, http.MethodPut, "/members/"+url.PathEscape(in.MemberName)+"?"+query+"&token="+*token, header, doc)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusCreated {
		return nil, fmt.Errorf("the status is %d", answer.StatusCode)
	}
	if c.spot.good != nil {
		if err := c.spot.good(answer); err != nil {
			return nil, err
		}
	}
	return &PutMemberOutput{}, nil
}

func (c *club) GetMember(ctx context.Context, in *GetMemberInput, _ ...rest.Option) (*GetMemberOutput, error) {
	if in.MemberName == "" || in.Address == nil || in.Contact == nil || in.Mode != "full" || in.At.IsZero() {
		return nil, &rest.InputError{Operation: "GetMember"}
	}
	answer, err := c.send(ctx, c.cfg, http.MethodGet, "/members/x", http.Header{}, "")
	if err != nil {
		return nil, err
	}
	if !c.spot.open {
		defer answer.Body.Close()
	}
	name := "Ann"
	out := &GetMemberOutput{MemberName: name}
	if answer.StatusCode == http.StatusNotFound {
		err = &rest.Error{Operation: "GetMember", StatusCode: http.StatusNotFound, Code: "NoMember", Detail: &NoMember{MemberName: &name}}
		if c.spot.err != nil {
			err = c.spot.err(err)
		}
		if c.spot.both {
			return out, err
		}
		if err != nil {
			return nil, err
		}
		return out, nil
	}
	if data, err := io.ReadAll(answer.Body); err != nil {
		return nil, err
	} else if string(data) == "full" {
		out = full(answer.Header.Get("X-Rank"))
	}
	if c.spot.member != nil {
		c.spot.member(out)
	}
	return out, nil
}

// full is the member of the case Full.
func full(rank string) *GetMemberOutput {
	n, _ := strconv.Atoi(rank)
	nan, city, phone, since := float32(0), "Ulm", int64(7), time.Unix(1e9, 5e8)
	nan /= nan
	return &GetMemberOutput{
		MemberName: "Ann", Tags: []string{}, Rank: &n, Score: &nan, Since: &since, Photo: []byte("hi"),
		Nicks: []string{"A", "B"}, Ages: map[string]int{"z": 1}, Address: &Address{City: &city}, Contact: &Contact{Phone: &phone},
	}
}

func (c *club) PutPhoto(ctx context.Context, in *PutPhotoInput, opts ...rest.Option) (*PutPhotoOutput, error) {
	cfg := c.cfg
	for _, o := range opts {
		if !c.spot.option {
			o(&cfg)
		}
	}
	host := string(cfg.S3.Addressing) + "."
	if cfg.S3.DualStack {
		host += "dual."
	}
	cfg.Endpoint = "https://" + host + "club.example"
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := io.Copy(z, in.Data); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	answer, err := c.send(ctx, cfg, http.MethodPut, "/", http.Header{"Content-Encoding": {"gzip"}}, zipped.String())
	if err != nil {
		return nil, err
	}
	return &PutPhotoOutput{}, answer.Body.Close()
}

func (c *club) GetPhoto(ctx context.Context, _ *GetPhotoInput, _ ...rest.Option) (*GetPhotoOutput, error) {
	answer, err := c.send(ctx, c.cfg, http.MethodGet, "/", http.Header{}, "")
	if err != nil {
		return nil, err
	}
	return &GetPhotoOutput{Data: answer.Body}, nil
}

// zipped compresses.
func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, s)
	_ = z.Close()
	return b.String()
}
