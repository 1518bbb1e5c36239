// SPDX-License-Identifier: Apache-2.0

package pipeline

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

// attemptLog is one attempt that is being logged; the zero value logs nothing.
type attemptLog struct {
	logger  *slog.Logger
	ctx     context.Context
	request *http.Request
	began   time.Time
}

// attemptLog begins a log line, if anybody reads it.
func (c *Client) attemptLog(ctx context.Context, r *http.Request) attemptLog {
	if c.logger == nil || !c.logger.Enabled(ctx, slog.LevelDebug) {
		return attemptLog{}
	}
	return attemptLog{logger: c.logger, ctx: ctx, request: r, began: time.Now()}
}

// done writes the line: what was sent where, and what came of it. Of headers
// and of the query it holds nothing, for these carry the secrets.
func (l attemptLog) done(x *exchange, resp *http.Response, err error) {
	if l.logger == nil {
		return
	}
	attrs := []slog.Attr{
		slog.String("provider", x.client.provider.ID),
		slog.String("op", x.op.spec.Name),
		slog.String("bucket", x.bucket),
		slog.Int("attempt", x.attempts),
		slog.String("method", l.request.Method),
		slog.String("host", l.request.URL.Host),
		slog.String("path", l.request.URL.EscapedPath()),
		slog.Duration("took", time.Since(l.began)),
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", x.transportError(err).Error()))
	}
	if resp != nil {
		attrs = append(attrs, slog.Int("status", resp.StatusCode),
			slog.String("request_id", x.client.requestID(resp.Header)))
	}
	l.logger.LogAttrs(l.ctx, slog.LevelDebug, "attempt", attrs...)
}
