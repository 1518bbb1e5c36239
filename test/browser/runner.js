// SPDX-License-Identifier: Apache-2.0

// pail makes requests for package browser, all at once, and says what of their
// answers a script can see.
globalThis.pail = (() => {
  const body = (a) => a.body === null ? undefined : a.bodyType === null ? a.body : new Blob([a.body], { type: a.bodyType });

  const viaFetch = async (a) => {
    let request;
    try {
      request = new Request(a.url, { method: a.method, headers: a.headers, credentials: a.credentials, mode: a.mode, cache: a.cache, body: body(a) });
    } catch (e) {
      return { refused: String(e) };
    }
    try {
      const r = await fetch(request);
      const seen = { status: r.status, type: r.type, url: r.url, visible: [...r.headers.keys()] };
      await r.arrayBuffer();
      return seen;
    } catch (e) {
      return { failed: String(e) };
    }
  };

  // An upload that reports its progress.
  const viaXHR = (a) => new Promise((done) => {
    const x = new XMLHttpRequest();
    try {
      x.open(a.method, a.url);
      for (const [name, value] of a.headers) x.setRequestHeader(name, value);
    } catch (e) {
      done({ refused: String(e) });
      return;
    }
    x.withCredentials = a.credentials === "include";
    x.upload.onprogress = () => {};
    x.onload = () => done({
      status: x.status, type: "cors", url: x.responseURL,
      visible: x.getAllResponseHeaders().split("\r\n").filter(Boolean).map((line) => line.split(":")[0]),
    });
    x.onerror = () => done({ failed: "error" });
    x.send(body(a));
  });

  const patience = 20000; // milliseconds
  const late = () => new Promise((done) => setTimeout(() => done({ hung: true }), patience));
  return (attempts) => Promise.all(attempts.map((a) => Promise.race([a.xhr ? viaXHR(a) : viaFetch(a), late()])));
})();
