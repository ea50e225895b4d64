/** Facts on Go's standard library, measured with go 1.27.3 (`go list std`, `go build`, linux/amd64). */

/** Import paths that `go list std` names, without internal ones. */
export const STANDARD_PACKAGES: ReadonlySet<string> = new Set(
  (
    'archive/tar archive/zip bufio bytes cmp compress/bzip2 compress/flate compress/gzip compress/lzw compress/zlib container/heap container/list container/ring context ' +
    'crypto crypto/aes crypto/cipher crypto/des crypto/dsa crypto/ecdh crypto/ecdsa crypto/ed25519 crypto/elliptic crypto/fips140 crypto/hkdf crypto/hmac crypto/hpke crypto/md5 crypto/mldsa crypto/mlkem crypto/mlkem/mlkemtest crypto/pbkdf2 crypto/rand crypto/rc4 crypto/rsa crypto/sha1 crypto/sha256 crypto/sha3 crypto/sha512 crypto/subtle crypto/tls crypto/x509 crypto/x509/pkix ' +
    'database/sql database/sql/driver debug/buildinfo debug/dwarf debug/elf debug/gosym debug/macho debug/pe debug/plan9obj embed encoding encoding/ascii85 encoding/asn1 encoding/base32 encoding/base64 encoding/binary encoding/csv encoding/gob encoding/hex encoding/json encoding/json/jsontext encoding/json/v2 encoding/pem encoding/xml errors expvar flag fmt ' +
    'go/ast go/build go/build/constraint go/constant go/doc go/doc/comment go/format go/importer go/parser go/printer go/scanner go/token go/types go/version hash hash/adler32 hash/crc32 hash/crc64 hash/fnv hash/maphash html html/template image image/color image/color/palette image/draw image/gif image/jpeg image/png index/suffixarray io io/fs io/ioutil iter ' +
    'log log/slog log/syslog maps math math/big math/bits math/cmplx math/rand math/rand/v2 mime mime/multipart mime/quotedprintable net net/http net/http/cgi net/http/cookiejar net/http/fcgi net/http/httptest net/http/httptrace net/http/httputil net/http/pprof net/mail net/netip net/rpc net/rpc/jsonrpc net/smtp net/textproto net/url ' +
    'os os/exec os/signal os/user path path/filepath plugin reflect regexp regexp/syntax runtime runtime/cgo runtime/coverage runtime/debug runtime/metrics runtime/pprof runtime/race runtime/trace slices sort strconv strings structs sync sync/atomic syscall testing testing/cryptotest testing/fstest testing/iotest testing/quick testing/slogtest testing/synctest text/scanner text/tabwriter text/template text/template/parse time time/tzdata unicode unicode/utf16 unicode/utf8 unique unsafe uuid weak'
  ).split(' '),
);

/** Packages that import `net`, directly or not: with cgo they ask the C library for names of hosts. */
export const NET_PACKAGES: ReadonlySet<string> = new Set(
  'crypto/tls crypto/x509 expvar log/syslog mime/multipart net net/http net/http/cgi net/http/cookiejar net/http/fcgi net/http/httptest net/http/httptrace net/http/httputil net/http/pprof net/mail net/rpc net/rpc/jsonrpc net/smtp net/textproto'.split(
    ' ',
  ),
);

/** Packages that import `os/user`: with cgo they ask the C library for users. */
export const USER_PACKAGES: ReadonlySet<string> = new Set(['archive/tar', 'os/user']);

/** Packages that need cgo whatever the tags. */
export const CGO_PACKAGES: ReadonlySet<string> = new Set(['plugin', 'runtime/cgo']);

/** Size of a program by the largest package that it imports, in bytes; CGO_ENABLED=0, not stripped. */
const SIZES: readonly (readonly [bytes: number, packages: readonly string[]])[] = [
  [9_188_816, ['html/template']],
  [
    8_555_643,
    [
      'expvar',
      'net/http',
      'net/http/cgi',
      'net/http/cookiejar',
      'net/http/fcgi',
      'net/http/httptest',
      'net/http/httptrace',
      'net/http/httputil',
      'net/http/pprof',
      'net/rpc',
      'net/rpc/jsonrpc',
    ],
  ],
  [6_862_819, ['crypto/tls', 'net/smtp', 'crypto/x509']],
  [
    3_899_219,
    ['encoding/json', 'encoding/json/v2', 'encoding/xml', 'encoding/gob', 'log/slog', 'text/template'],
  ],
  [3_061_908, ['net', 'net/mail', 'net/textproto', 'mime/multipart', 'log/syslog']],
  [2_926_040, ['database/sql']],
  [2_696_242, ['regexp']],
  [2_342_508, ['fmt', 'log', 'flag', 'encoding/csv', 'testing', 'math/big']],
  [2_030_980, ['os', 'bufio', 'io', 'time', 'strconv', 'strings']],
];
const SMALLEST = 1_895_679;

/** Parts of the size that stay without the symbol table (`-s`) or debug information (`-w`). */
const STRIPPED = 0.678;
const WITHOUT_DWARF = 0.735;
/** What a required module adds, as a rule of thumb. */
const BYTES_A_MODULE = 250_000;

/** Estimated bytes of a program. */
export function programSize(
  imports: ReadonlySet<string>,
  modules: number,
  stripped: 'no' | 'debug' | 'all',
): number {
  const bytes = SIZES.find(([, packages]) => packages.some((name) => imports.has(name)))?.[0] ?? SMALLEST;
  const factor = stripped === 'all' ? STRIPPED : stripped === 'debug' ? WITHOUT_DWARF : 1;
  return Math.round((bytes + modules * BYTES_A_MODULE) * factor);
}

/**
 * Well-known modules that import `net` or need cgo; for others nobody here knows. By the modules' own
 * sources, November 2026.
 */
export const MODULE_TRAITS: Readonly<Record<string, 'net' | 'cgo' | 'pure'>> = {
  'github.com/google/uuid': 'net',
  'github.com/gin-gonic/gin': 'net',
  'github.com/gorilla/mux': 'net',
  'github.com/gorilla/websocket': 'net',
  'github.com/labstack/echo/v4': 'net',
  'github.com/go-chi/chi/v5': 'net',
  'github.com/gofiber/fiber/v2': 'net',
  'github.com/julienschmidt/httprouter': 'net',
  'github.com/lib/pq': 'net',
  'github.com/jackc/pgx/v5': 'net',
  'github.com/go-sql-driver/mysql': 'net',
  'github.com/redis/go-redis/v9': 'net',
  'github.com/prometheus/client_golang': 'net',
  'google.golang.org/grpc': 'net',
  'github.com/spf13/viper': 'net',
  'github.com/mattn/go-sqlite3': 'cgo',
  'github.com/confluentinc/confluent-kafka-go/v2': 'cgo',
  'github.com/spf13/pflag': 'net',
  'github.com/pkg/errors': 'pure',
  'github.com/fatih/color': 'pure',
  'gopkg.in/yaml.v3': 'pure',
  'github.com/rs/xid': 'pure',
  'golang.org/x/text': 'pure',
};
