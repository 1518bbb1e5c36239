// SPDX-License-Identifier: Apache-2.0

package main

const usage = `pail: one typed bucket for every object store

Usage:
  pail preflight TARGET --origin O --method M
                            ask a bucket or a URL as a browser would, and judge
  pail cors doctor TARGET --origin O
                            find out why a page cannot use a bucket, and the fix
  pail cors get TARGET      print the CORS rules of a bucket
  pail cors put TARGET FILE replace them by those of a file
  pail cors delete TARGET   remove them
  pail cors lint FILE       everything that is wrong with a rules file, offline
  pail cors explain FILE --origin O --method M
                            what rules make of a request, rule by rule, offline
  pail demo [--provider ID] a tour: bucket, CORS rules, upload, preflights on every
                            provider, line by line on one of them (default s3)
  pail serve [flags]        an in-memory store on a port
  pail help [COMMAND]       this text, or that of a command with its flags

TARGET is a bucket or an object, s3://bucket/key, cos://bucket-appid/key or
qingstor://bucket/key, or an address of http or https, such as a presigned URL.
Where a bucket's store is says the configuration: ~/.config/pail/config.yaml, the
environment, or --profile, --endpoint and --region.

Data goes to stdout, everything else to stderr. Exit codes: 0 done or allowed,
1 failed, 2 wrong use, 3 denied or a problem found.
`

const placeHelp = `  --profile NAME            a profile of the configuration file (or PAIL_PROFILE)
  --endpoint URL            where the store is, if not where the profile says
  --region NAME             its region or zone, likewise
`

const questionHelp = `  --origin O                the origin of the page, such as https://app.example
  --method M                the method of the request that the page wants to send
  --header NAME             a header of that request, as often as there are some;
                            "NAME: VALUE" leaves it to the value whether a browser
                            asks for it
  --credentials include     the page sends cookies or HTTP authentication along
`

const preflightHelp = `pail preflight: ask a store as a browser would, and judge the answer as it would

Usage:
  pail preflight TARGET --origin O --method M [flags]

Sends one unsigned OPTIONS, never the request itself. Needs no keys.

Flags:
` + questionHelp + `  --verbatim                send origin, method and headers as they are typed, also
                            what no browser sends
  --dry-run                 print the request, send nothing
  -o table|json             what stdout looks like (default table)
` + placeHelp + `
Exit codes: 0 allowed, 3 denied, 2 wrong use, 1 no answer.
`

const corsHelp = `pail cors: the CORS rules of a bucket

Usage:
  pail cors doctor TARGET --origin O
                            find out why a page cannot use a bucket, and the fix
  pail cors get TARGET      print the rules of a bucket
  pail cors put TARGET FILE replace them by those of a file
  pail cors delete TARGET   remove them
  pail cors lint FILE       everything that is wrong with a rules file, offline
  pail cors explain FILE --origin O --method M
                            what rules make of a request, rule by rule, offline

FILE is XML as S3, COS and OSS keep it, JSON as the console of S3 has it, or
QingStor's JSON, which is found out; "-" is stdin. "pail cors COMMAND --help"
has the flags of each.
`

const corsDoctorHelp = `pail cors doctor: find out why a page cannot use a bucket, and what to do about it

Usage:
  pail cors doctor TARGET --origin O [flags]

Reads the rules if it may, predicts what they lead to, sends the preflight and
reads with and without an origin, compares, and prints what is wrong, where, why
and the fix. Changes nothing unless --send is given. --method is GET if it is left
out; headers are sent with their values ("NAME: VALUE").

Flags:
` + questionHelp + `  --reads NAME              a header of the answer that script reads, such as ETag
  --redirect follow|error|manual
                            fetch's redirect mode (default follow)
  --send FILE               send the request itself with that body, also one that
                            changes something
  --rules FILE              the rules, where the bucket does not tell them
  --bucket PROVIDER://NAME  the bucket behind a TARGET that is an address, such as
                            that of a CDN: its rules are read
  --provider ID             whose store it is, if TARGET does not say: s3,
                            s3-gateway, cos, qingstor or oss
  --save FILE               write the rules as they should be, for pail cors put
  -o table|json             what stdout looks like (default table)
` + placeHelp + `
Exit codes: 0 nothing is wrong, 3 an error or a warning was found, 2 wrong use,
1 failed.
`

const corsGetHelp = `pail cors get: print the CORS rules of a bucket

Usage:
  pail cors get TARGET [flags]

Prints a document that pail cors put takes, by default in the store's own format.

Flags:
  -o FORMAT                 xml, console-json (or json), qingstor-json, or table
  --dry-run                 print the request, send nothing
` + placeHelp

const corsPutHelp = `pail cors put: replace the CORS rules of a bucket by those of a file

Usage:
  pail cors put TARGET FILE [flags]

What pail cors lint finds is told on stderr. Rules that the store refuses are not
sent (exit code 3).

Flags:
  --force                   send them all the same
  --dry-run                 print the request, send nothing
` + placeHelp

const corsDeleteHelp = `pail cors delete: remove all CORS rules of a bucket

Usage:
  pail cors delete TARGET [flags]

Flags:
  --dry-run                 print the request, send nothing
` + placeHelp

const corsLintHelp = `pail cors lint: everything that is wrong with a rules file, offline

Usage:
  pail cors lint FILE [flags]

Levels: refused (the store does not keep such rules, or cannot read them),
never-matches, unsafe, advice.

Flags:
  --provider ID             whose store they are for: s3, s3-gateway, cos, qingstor or
                            oss (default s3; qingstor for its own format)
  -o table|json             what stdout looks like (default table)

Exit codes: 0 nothing is refused, 3 something is, 2 wrong use, 1 no such file.
`

const corsExplainHelp = `pail cors explain: what rules make of a request, rule by rule, offline

Usage:
  pail cors explain FILE --origin O --method M [flags]

Plays store and browser: which rule answers, why the others do not, what script
may read, and the smallest change that lets a denied request pass.

Flags:
` + questionHelp + `  --provider ID             whose store they are for: s3, s3-gateway, cos, qingstor or
                            oss (default s3; qingstor for its own format)
  -o table|json             what stdout looks like (default table)

Exit codes: 0 allowed, 3 denied, 2 wrong use, 1 the file cannot be read.
`

const demoHelp = `pail demo: a tour of what the SDK does, on embedded stores

Usage:
  pail demo [--provider ID]

Makes a bucket, puts CORS rules, uploads and asks for preflights, on every
provider: line by line on one of them (default s3), as a table on all.
`

const serveHelp = `pail serve: an in-memory store on a port, for tests

Usage:
  pail serve [flags]

Flags:
  --addr HOST:PORT          where to listen (default 127.0.0.1:0, a free port)
  --provider ID             whose dialect to speak: s3 (the default), cos or
                            qingstor
  --region NAME             where it is (default us-east-1; cos: ap-guangzhou;
                            qingstor: pek3b)
  --access-key-id ID        the key that requests must be signed with (default
                            EMULATORACCESSKEY, secret emulator-secret-access-key)
  --secret-access-key KEY   its secret
  --anonymous               serve unsigned requests too
  --base-domain NAME        serve virtual hosts below it, such as s3.test (cos and
                            qingstor: below their own host, such as
                            cos.REGION.myqcloud.com, unless you say)
  --path-style=false        refuse names of buckets in the path where the store does
                            (cos: 403 PathStyleDomainForbidden)
  --cors PROFILE            how preflights are answered: s3-gateway as gateways do
                            (default for s3: a missing bucket is 404 NoSuchBucket,
                            ETag is always exposed), s3 as AWS does, cos as COS does,
                            qingstor as QingStor does

When serve is ready it prints one line, "listening on http://HOST:PORT". It
stops on SIGINT and SIGTERM. The port is a proxy for plain HTTP as well: clients
that are told so reach virtual hosts without a name service.
`
