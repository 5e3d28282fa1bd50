package io.quittance.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationProblemsTest {

    private static final String ACCOUNT = "'id': 'a', 'merchant': 'shop', 'provider': 'open', 'path': '/a'";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "structure",
        "servers",
        "secrets",
        "store",
        "accounts",
        "settings",
        "endpoints",
        "retention",
        "telemetry"
    })
    void shouldNameEachFaultOnceAtItsKey(String json, List<String> lines) {
        assertThat(new ConfigurationFiles(directory).problems(json.replace('\'', '"')))
                .map(line -> line.replace('"', '\''))
                .map(line -> line.replace(directory.toString(), "DIR"))
                .containsExactlyElementsOf(lines);
    }

    static Stream<Arguments> telemetry() {
        return Stream.of(
                bad("{'telemetry': {'traces': {}}}", "/telemetry/traces/endpoint: is missing"),
                bad(
                        "{'telemetry': {'traces': true}}",
                        "/telemetry/traces: must be an object with an endpoint, or null, not true"),
                bad(
                        "{'telemetry': {'traces': {'endpoint': 'grpc://collector:4317'}}}",
                        "/telemetry/traces/endpoint: must be an http or https URL without user, query and fragment"),
                bad(
                        "{'telemetry': {'traces': {'endpoint': 'http://collector:99999'}}}",
                        "/telemetry/traces/endpoint: must be an http or https URL without user, query and fragment"),
                bad(
                        "{'telemetry': {'traces': {'endpoint': 'http://c', 'sampled': 5}}}",
                        "/telemetry/traces/sampled: must be a number from 0 to 1, not 5"),
                bad(
                        "{'telemetry': {'traces': {'endpoint': 'http://c', 'headers': {'a b': 'x'}}}}",
                        "/telemetry/traces/headers/a b: unknown key; must be the name of an HTTP header"),
                bad(
                        "{'telemetry': {'traces': {'endpoint': 'http://c', 'headers': {'a': {'env': 'NO_SUCH'}}}}}",
                        "/telemetry/traces/headers/a/env: the environment variable NO_SUCH is not set"),
                bad(
                        "{'telemetry': {'traces': {'endpoint': 'http://c', 'headers': {'a': 'x\\ny'}}}}",
                        "/telemetry/traces/headers/a: must be of printable ASCII characters, as the value of an HTTP"
                                + " header is"));
    }

    static Stream<Arguments> structure() {
        return Stream.of(
                bad("", "(file): is empty; it must hold a JSON object"),
                bad("[]", "(file): must be a JSON object"),
                bad("{", "(file): is not valid JSON: it ends too early (line 1, column 2)"),
                bad("{\n 'intake': hunter2}", "(file): is not valid JSON (line 2, column 12)"),
                bad("{} {}", "(file): is not valid JSON: something follows its end (line 1, column 4)"),
                bad("{'intake': {},}", "(file): is not valid JSON (line 1, column 15)"),
                bad(
                        "{'a': " + "[".repeat(64) + "]".repeat(64) + "}",
                        "(file): is nested deeper than 64 levels (line 1, column 71)"),
                bad(
                        "{'intak': {}}",
                        "/intak: unknown key; allowed: intake, management, store, plugins, accounts, endpoints, retention, telemetry;"
                                + " did you mean 'intake'?"),
                bad(
                        "{'x/y~z': 1}",
                        "/x~1y~0z: unknown key; allowed: intake, management, store, plugins, accounts, endpoints, retention, telemetry"),
                bad(
                        "{'a': 1" + "0".repeat(100) + "}",
                        "(file): holds a number or a key that is too long (line 1, column 108)"),
                bad("{'intake': null}", "/intake: must be an object, not null"),
                bad("{'accounts': {}}", "/accounts: must be a list, not an object"),
                bad("{'accounts': ['x']}", "/accounts/0: must be an object, not a string"),
                bad("{'intake': {},\n'intake': {}}", "/intake: duplicate key; it is given first on line 1"),
                bad(
                        "{'intake': {'port': 1, 'port': 2,\n 'port': 'x'}}",
                        "/intake/port: duplicate key; it is given first on line 1",
                        "/intake/port: duplicate key; it is given first on line 1"),
                bad("{'plugins': {'directory': ''}}", "/plugins/directory: must be a path of a file or directory"));
    }

    static Stream<Arguments> retention() {
        String account = "'accounts': [{" + ACCOUNT + "%s}]";
        String withOwn = account.formatted(", 'retention': {%s}");
        return Stream.of(
                bad(
                        "{'retention': {'bodies': 'long'}}",
                        "/retention/bodies: must be a duration like 30s, 15m, 24h, 2d or PT15M"),
                bad("{'retention': {'keys': '0s'}}", "/retention/keys: must be at least 1d"),
                bad("{'retention': {'events': '72h'}}", "/retention/events: must be at least 7d"),
                bad(
                        "{'retention': {'keys': '167h'}, " + account.formatted("") + "}",
                        "/retention/keys: must be at least 7d: open sends again for so long"),
                bad(
                        "{" + withOwn.formatted("'keys': '2d', 'bodies': '3d'") + "}",
                        "/accounts/0/retention/keys: must be at least 7d: open sends again for so long",
                        "/accounts/0/retention/bodies: must be at least 7d: open sends again for so long"),
                bad(
                        "{'retention': {'keys': '91d'}}",
                        "/retention/keys: must be at most 90d, for which bodies are kept: a repeat is known only while what it repeats is there"),
                bad(
                        "{'retention': {'bodies': '20d'}}",
                        "/retention/keys: must be at most 20d, for which bodies are kept: a repeat is known only while what it repeats is there"),
                bad(
                        "{" + withOwn.formatted("'keys': '91d'") + "}",
                        "/accounts/0/retention/keys: must be at most 90d, for which bodies are kept: a repeat is known only while what it repeats is there"),
                bad(
                        "{" + withOwn.formatted("'bodies': '8d'") + "}",
                        "/accounts/0/retention/bodies: must be at least 30d, for which retention.keys knows repeats of them;"
                                + " or set keys beside it"),
                bad(
                        "{" + withOwn.formatted("'keys': '9d', 'bodies': '8d'") + "}",
                        "/accounts/0/retention/keys: must be at most 8d, for which bodies are kept: a repeat is known only while what it repeats is there"),
                bad("{'retention': {'history': '179d'}}", "/retention/history: must be at least 180d"),
                bad(
                        "{'retention': {'history': '200d', 'bodies': '201d'}}",
                        "/retention/bodies: must be at most 200d, for which retention.history keeps what it is about"),
                bad(
                        "{" + withOwn.formatted("'bodies': '762d'") + "}",
                        "/accounts/0/retention/bodies: must be at most 761d, for which retention.history keeps what it is about"),
                bad(
                        "{" + withOwn.formatted("'events': '7d'") + "}",
                        "/accounts/0/retention/events: unknown key; allowed: bodies, keys"));
    }

    static Stream<Arguments> servers() {
        String publicUrl = "/intake/publicUrl: must be an http or https URL without user, query and fragment, or null";
        return Stream.of(
                bad("{'intake': {'port': 70000}}", "/intake/port: must be an integer from 0 to 65535, not 70000"),
                bad("{'intake': {'port': -1}}", "/intake/port: must be an integer from 0 to 65535, not -1"),
                bad("{'intake': {'port': '80'}}", "/intake/port: must be an integer from 0 to 65535, not a string"),
                bad("{'intake': {'port': 80.5}}", "/intake/port: must be an integer from 0 to 65535, not 80.5"),
                bad("{'intake': {'port': 1e999}}", "/intake/port: must be an integer from 0 to 65535, not Infinity"),
                bad("{'intake': {'host': ''}}", "/intake/host: must be a host name or an IP address"),
                bad("{'intake': {'host': 'a b'}}", "/intake/host: must be a host name or an IP address"),
                bad(
                        "{'intake': {'maxBodyBytes': 1023}}",
                        "/intake/maxBodyBytes: must be an integer from 1024 to 16777216, not 1023"),
                bad(
                        "{'intake': {'maxBodyBytes': 16777217}}",
                        "/intake/maxBodyBytes: must be an integer from 1024 to 16777216, not 16777217"),
                bad("{'intake': {'publicUrl': 'shop.example'}}", publicUrl),
                bad("{'intake': {'publicUrl': 'https://me:pw@shop.example'}}", publicUrl),
                bad("{'intake': {'publicUrl': 'https://shop.example/?a=b'}}", publicUrl),
                bad("{'intake': {'publicUrl': 'https://shop_x:99999/'}}", publicUrl),
                bad("{'intake': {'publicUrl': 7}}", publicUrl + ", not a number"),
                bad(
                        "{'intake': {'tls': {'cert': 'x'}}}",
                        "/intake/tls/certificate: is missing",
                        "/intake/tls/key: is missing",
                        "/intake/tls/cert: unknown key; allowed: certificate, key, clientAuthorities"),
                bad(
                        "{'intake': {'tls': true}}",
                        "/intake/tls: must be an object with certificate and key, or null, not true"),
                bad(
                        "{'intake': {'trustedProxies': ['10.0.0.0/8', '10.0.0.0/33', 'proxy', '::1/128', 5]}}",
                        "/intake/trustedProxies/1: must be an IP address or a network like 10.0.0.0/8",
                        "/intake/trustedProxies/2: must be an IP address or a network like 10.0.0.0/8",
                        "/intake/trustedProxies/4: must be a string, not a number"),
                bad(
                        "{'intake': {'staging': {'directory': 'staging'}}}",
                        "/intake/staging: must be left out with the embedded store, which is on the same disk and ends with"
                                + " the gateway; it is for a store of its own, given as store.uri"),
                bad(
                        "{'intake': {'staging': {'maxBytes': 4096}}, 'store': {'uri': 'postgresql://me@db:5432/pay'}}",
                        "/intake/staging/directory: is missing",
                        "/intake/staging/maxBytes: must be an integer from 1048576 to 1099511627776, not 4096"),
                bad(
                        "{'management': {'trustedProxies': ['10.0.0.0/33']}}",
                        "/management/trustedProxies/0: must be an IP address or a network like 10.0.0.0/8"),
                bad(
                        "{'management': {'host': '0.0.0.0'}}",
                        "/management/host: is refused without tokens; must be a loopback address like 127.0.0.1,"
                                + " or add management.tokens"),
                bad(
                        "{'management': {'host': '::', 'tokens': []}}",
                        "/management/host: is refused without tokens; must be a loopback address like 127.0.0.1,"
                                + " or add management.tokens"),
                bad(
                        "{'management': {'port': 8080}}",
                        "/management/port: is also the port of intake; each needs its own"),
                bad("{'intake': {'port': 8081}}", "/intake/port: is also the port of management; each needs its own"),
                bad(
                        "{'management': {'tokens': [{'name': 'a', 'role': 'opertor', 'secret': 'sixteen-letters-', 'merchant':"
                                + " 'm'}]}}",
                        "/management/tokens/0/role: must be one of 'viewer', 'operator', 'merchant';"
                                + " did you mean 'operator'?"),
                bad(
                        "{'management': {'tokens': [{'name': 'a', 'role': 'merchant', 'secret': 'sixteen-letters-'}]}}",
                        "/management/tokens/0/merchant: is missing"),
                bad(
                        "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': 'sixteen-letters-', 'merchant': 'm'}]}}",
                        "/management/tokens/0/merchant: must be given only with the role merchant"),
                bad(
                        "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': 'sixteen-letters-'},"
                                + " {'name': 'a', 'role': 'viewer', 'secret': 'sixteen-letters+'}]}}",
                        "/management/tokens/1/name: is also the name of /management/tokens/0; each needs its own"),
                bad(
                        "{'management': {'tokens': [{'name': 'a b'}]}}",
                        "/management/tokens/0/role: is missing",
                        "/management/tokens/0/secret: is missing",
                        "/management/tokens/0/name: must be 1 to 100 letters, digits, dots, dashes and underscores"),
                bad(
                        "{'management': {'tokens': [{'nam': 'a', 'role': 'viewer', 'secret': 'sixteen-letters-'}]}}",
                        "/management/tokens/0/nam: unknown key; allowed: name, role, merchant, secret;"
                                + " did you mean 'name'?"));
    }

    private static final String TOO_SHORT =
            "must have at least 16 characters that nobody guesses, as of openssl rand -hex 32";

    static Stream<Arguments> secrets() {
        String allowed = "must be a text, {'env': NAME}, {'file': PATH} or a list of those, newest first";
        return Stream.of(
                badSecret("5123", ": " + allowed),
                badSecret("null", ": " + allowed),
                badSecret("true", ": " + allowed),
                badSecret("''", ": is an empty secret"),
                badSecret("[]", ": is an empty list; it " + allowed),
                badSecret("['ok', 5123, '', ['x']]", "/1: " + allowed, "/2: is an empty secret", "/3: " + allowed),
                badSecret("'fifteen-letters'", ": " + TOO_SHORT),
                badSecret("['sixteen-letters-', 'fifteen-letters']", ": value 2 " + TOO_SHORT),
                badSecret("{}", ": must name either env or file"),
                badSecret("{'env': 'OPS_TOKEN', 'file': 'x'}", ": must name either env or file"),
                badSecret("{'evn': 'OPS_TOKEN'}", "/evn: unknown key; allowed: env, file; did you mean 'env'?"),
                badSecret("{'env': 5123}", "/env: must be the name of a variable"),
                badSecret("{'file': 5123}", "/file: must be the path of a file"),
                badSecret("{'file': ''}", "/file: must be the path of a file"),
                badSecret("{'env': 'UNSET_NAME'}", "/env: the environment variable UNSET_NAME is not set"),
                badSecret("{'env': 'sk_live_abc'}", "/env: the environment variable is not set"),
                badSecret("{'env': 'EMPTY'}", "/env: the environment variable EMPTY is empty"),
                badSecret("{'file': 'absent'}", "/file: the file DIR/absent does not exist"),
                badSecret("{'file': '.'}", "/file: the file DIR/. does not exist"),
                badSecret(
                        "{'env': 'OPS_TOKEN', 'env': 'OPS_TOKEN'}",
                        "/env: duplicate key; it is given first on line 1"));
    }

    static Stream<Arguments> store() {
        return Stream.of(
                bad(
                        "{'store': {'embedded': {}, 'uri': 'postgresql://u@h/d'}}",
                        "/store: must be either embedded or uri, not both"),
                bad("{'store': {'poolSize': 4}}", "/store/poolSize: is only allowed next to uri"),
                bad("{'store': {'roles': {'run': 'runner'}}}", "/store/roles: is only allowed next to uri"),
                bad(
                        "{'store': {'uri': 'postgresql://u@h/d', 'roles': {'run': 'same', 'read': 'same'}}}",
                        "/store/roles/read: must be another role than run"),
                bad(
                        "{'store': {'uri': 'postgresql://u@h/d', 'roles': {'run': 'a;b'}}}",
                        "/store/roles/run: must be the name of a role: 1 to 63 letters, digits, underscores and dashes, no digit first"),
                bad(
                        "{'store': {'encryption': {'keys': 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='}}}",
                        "/store/encryption/keys: must be {'env': NAME}, {'file': PATH} or a list of those; a key is never in this file"),
                bad(
                        "{'store': {'encryption': {'keys': {'env': 'OPS_TOKEN'}}}}",
                        "/store/encryption/keys: must be 32 random bytes in base64, as of openssl rand -base64 32"),
                bad(
                        "{'store': {'encryption': {'keys': {'env': 'UNSET_NAME'}}}}",
                        "/store/encryption/keys/env: the environment variable UNSET_NAME is not set"),
                bad(
                        "{'store': {'password': 'hunter2', 'poolSize': 0}}",
                        "/store/password: is only allowed next to uri",
                        "/store/poolSize: is only allowed next to uri",
                        "/store/poolSize: must be an integer from 1 to 200, not 0"),
                bad(
                        "{'store': {'uri': 'postgresql://u:hunter2@h:5432/d'}}",
                        "/store/uri: must not hold a password; give it as store.password"),
                bad(
                        "{'store': {'uri': 'postgres://h/d?user=u&password=hunter2'}}",
                        "/store/uri: must not hold a password; give it as store.password"),
                bad(
                        "{'store': {'uri': 'mysql://u:hunter2@h/d'}}",
                        "/store/uri: must be a URI like postgresql://user@host:5432/database"),
                bad(
                        "{'store': {'uri': 'postgresql://u@h:port/d'}}",
                        "/store/uri: must be a URI like postgresql://user@host:5432/database, or with several hosts as in"
                                + " user@db1:5432,db2:5432"),
                bad(
                        "{'store': {'embedded': {'directry': 'x'}}}",
                        "/store/embedded/directry: unknown key; allowed: directory; did you mean 'directory'?"),
                bad("{'store': 'postgresql://u:hunter2@h/d'}", "/store: must be an object, not a string"));
    }

    static Stream<Arguments> accounts() {
        String path = "/accounts/0/path: must be a path that starts with / and has no query, no spaces,"
                + " no empty segments and no percent signs, at most 200 characters";
        String grace = "/accounts/0/caseGrace: must be a duration like 30s, 15m, 24h, 2d or PT15M";
        return Stream.of(
                bad(
                        "{'accounts': [{}]}",
                        "/accounts/0/id: is missing",
                        "/accounts/0/merchant: is missing",
                        "/accounts/0/provider: is missing",
                        "/accounts/0/path: is missing"),
                bad(
                        "{'accounts': [{'id': 'a', 'merchnt': 'shop', 'provider': 'open', 'path': '/a'}]}",
                        "/accounts/0/merchnt: unknown key; allowed: id, merchant, provider, path, clientNames, live,"
                                + " settings, tolerance, caseGrace, expectEvery, recurring, whenBlocking, retention,"
                                + " acknowledgements; did you mean 'merchant'?"),
                bad(
                        "{'accounts': [{" + ACCOUNT
                                + "}, {'id': 'b', 'merchant': 'm', 'provider': 'open', 'path': '/a'}]}",
                        "/accounts/1/path: is also the path of /accounts/0; each needs its own"),
                bad(
                        "{'accounts': [{" + ACCOUNT
                                + "}, {'id': 'a', 'merchant': 'm', 'provider': 'open', 'path': '/b'}]}",
                        "/accounts/1/id: is also the id of /accounts/0; each needs its own"),
                bad(
                        account("'provider': 'opem'"),
                        "/accounts/0/provider: unknown provider 'opem'; installed: cards, open; did you mean 'open'?"),
                bad(
                        account("'provider': 'no such thing'"),
                        "/accounts/0/provider: unknown provider; installed: cards, open"),
                bad(account("'path': 'a'"), path),
                bad(account("'path': '/a?b=c'"), path),
                bad(account("'path': '/a '"), path),
                bad(account("'path': '/a\\n'"), path),
                bad(account("'path': '//a'"), path),
                bad(account("'path': '/%61'"), path),
                bad(account("'path': ''"), path),
                bad(
                        account("'id': 'a/b'"),
                        "/accounts/0/id: must be 1 to 100 letters, digits, dots, dashes and underscores"),
                bad(
                        account("'id': '" + "x".repeat(101) + "'"),
                        "/accounts/0/id: must be 1 to 100 letters, digits, dots, dashes and underscores"),
                bad(account("'live': 'no'"), "/accounts/0/live: must be true or false, not a string"),
                bad(
                        account("'tolerance': -1"),
                        "/accounts/0/tolerance: must be an integer from 0 to 1000000000000, not -1"),
                bad(account("'caseGrace': '15'"), grace),
                bad(account("'caseGrace': '15M'"), grace),
                bad(account("'caseGrace': 'P'"), grace),
                bad(account("'caseGrace': 'PT'"), grace),
                bad(account("'caseGrace': 900"), grace + ", not a number"),
                bad(
                        account("'expectEvery': '0h'"),
                        "/accounts/0/expectEvery: must be longer than zero; leave it out to expect nothing"),
                bad(
                        account("'recurring': 'require_order'"),
                        "/accounts/0/recurring: must be one of 'accept', 'require-order';"
                                + " did you mean 'require-order'?"),
                bad(
                        account("'acknowledgements': {'accepted': {'status': 503}, 'overloaded': {'status': 200}}"),
                        "/accounts/0/acknowledgements/accepted/status: must be an integer from 200 to 299,"
                                + " because this outcome is a success, not 503",
                        "/accounts/0/acknowledgements/overloaded/status: must be an integer from 400 to 599,"
                                + " because this outcome is a refusal, not 200"),
                bad(
                        account("'acknowledgements': {'acepted': {'status': 200}}"),
                        "/accounts/0/acknowledgements/acepted: unknown key; allowed: accepted, duplicate, ignored,"
                                + " malformed, unauthenticated, too_large, overloaded, unavailable;"
                                + " did you mean 'accepted'?"),
                bad(
                        account("'acknowledgements': {'accepted': {'status': 204, 'body': 'ok',"
                                + " 'headers': {'Content-Length': '2', 'a b': 'x', 'c': 1, 'd': '\\n'}}}"),
                        "/accounts/0/acknowledgements/accepted/body: must be empty with the status 204",
                        "/accounts/0/acknowledgements/accepted/headers/Content-Length: is not allowed here;"
                                + " the gateway sets this header",
                        "/accounts/0/acknowledgements/accepted/headers/a b: unknown key; must be an HTTP header name",
                        "/accounts/0/acknowledgements/accepted/headers/c: must be at most 1000 printable ASCII"
                                + " characters, not a number",
                        "/accounts/0/acknowledgements/accepted/headers/d: must be at most 1000 printable ASCII"
                                + " characters"),
                bad(
                        account("'acknowledgements': {'ignored': {}}"),
                        "/accounts/0/acknowledgements/ignored/status: is missing"));
    }

    static Stream<Arguments> settings() {
        String site = "'siteId': '1', 'apiKey': 'k'";
        return Stream.of(
                bad(account("'provider': 'cards'"), "/accounts/0/settings/sites: is missing"),
                bad(
                        account("'provider': 'cards', 'settings': 5"),
                        "/accounts/0/settings: must be an object, not a number"),
                badSettings("'sites': []", "/sites: must be a list with 1 or more entries"),
                badSettings("'sites': 'hunter2'", "/sites: must be a list with 1 or more entries, not a string"),
                badSettings(
                        "'sites': [{'siteId': 'x', 'apiKey': {'env': 'NOT_SET'}}]",
                        "/sites/0/siteId: must be a string that matches ^[0-9]{1,10}$",
                        "/sites/0/apiKey/env: the environment variable NOT_SET is not set"),
                badSettings(
                        "'sites': [{'siteId': '1', 'apiKye': 'hunter2'}]",
                        "/sites/0/apiKye: unknown key; allowed: siteId, apiKey, rank; did you mean 'apiKey'?"),
                badSettings(
                        "'sites': [{'siteId': '1', 'apiKey': 5123}]",
                        "/sites/0/apiKey: must be a text, {'env': NAME}, {'file': PATH} or a list of those,"
                                + " newest first"),
                badSettings(
                        "'sites': [{" + site + "}], 'amountUnit': 'minors'",
                        "/amountUnit: must be one of 'hundredths', 'minor'; did you mean 'minor'?"),
                badSettings(
                        "'sites': [{" + site + "}], 'timeout': 0",
                        "/timeout: must be an integer of at least 1, or 'never'"),
                badSettings(
                        "'sites': [{" + site + "}], 'baseUrl': 'not a url'",
                        "/baseUrl: must be a string of the format uri"),
                badSettings(
                        "'sites': [{" + site + "}], 'labels': {'A': 'x', 'b': 2}",
                        "/labels/A: unknown key; must be a value that matches ^[a-z]+$",
                        "/labels/b: must be a string, not a number"),
                badSettings("'sites': [{" + site + "}], 'legacy': 1", "/legacy: is not allowed here"));
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                bad(
                        endpoint("'merchant': 'shp'"),
                        "/endpoints/0/merchant: is no account's merchant; allowed: shop; did you mean 'shop'?"),
                bad(
                        endpoint("'url': 'http://shop.example/'"),
                        "/endpoints/0/url: must be https, unless allowPrivate is true"),
                bad(
                        endpoint("'url': 'http://127.0.0.1:8000/hook'"),
                        "/endpoints/0/url: must be https and must not be a loopback, private or link-local address,"
                                + " unless allowPrivate is true"),
                bad(
                        endpoint("'url': 'https://[fd00::1]/'"),
                        "/endpoints/0/url: must not be a loopback, private or link-local address,"
                                + " unless allowPrivate is true"),
                bad(
                        endpoint("'url': 'https://169.254.169.254/'"),
                        "/endpoints/0/url: must not be a loopback, private or link-local address,"
                                + " unless allowPrivate is true"),
                bad(
                        endpoint("'url': 'ftp://shop.example'"),
                        "/endpoints/0/url: must be an https URL without user and fragment"),
                bad(
                        endpoint("'url': 'https://shop example'"),
                        "/endpoints/0/url: must be an https URL without user and fragment"),
                bad(
                        endpoint("'secret': 'hunter2'"),
                        "/endpoints/0/secret: must be whsec_ and base64, as Standard Webhooks writes it"),
                bad(
                        endpoint("'secret': ['whsec_c2VjcmV0', 'whsec_!']"),
                        "/endpoints/0/secret: must be whsec_ and base64, as Standard Webhooks writes it"));
    }

    @Test
    void shouldReportTenFaultsAtOnceInTheOrderOfTheFile() {
        String json = """
            {
              "intake": { "port": 99999, "publicURL": "x" },
              "store": { "uri": "postgresql://u:hunter2@h/d" },
              "accounts": [
                { "id": "a", "merchant": "shop", "provider": "cards", "path": "/a",
                  "settings": { "sites": [ { "siteId": "1", "apiKey": { "env": "NOT_SET" } } ] } },
                { "id": "a", "merchant": "shop", "provider": "crads", "path": "/a" }
              ],
              "management": { "host": "0.0.0.0" },
              "endpoints": [ { "id": "e", "merchant": "shop", "url": "https://shop.example", "secret": 5123 } ],
              "intake": {}
            }\
            """;
        assertThat(new ConfigurationFiles(directory).problems(json))
                .containsExactly(
                        "/intake/port: must be an integer from 0 to 65535, not 99999",
                        "/intake/publicURL: unknown key; allowed: host, port, publicUrl, maxBodyBytes, tls,"
                                + " trustedProxies, staging; did you mean \"publicUrl\"?",
                        "/store/uri: must not hold a password; give it as store.password",
                        "/accounts/0/settings/sites/0/apiKey/env: the environment variable NOT_SET is not set",
                        "/accounts/1/id: is also the id of /accounts/0; each needs its own",
                        "/accounts/1/provider: unknown provider \"crads\"; installed: cards, open;"
                                + " did you mean \"cards\"?",
                        "/accounts/1/path: is also the path of /accounts/0; each needs its own",
                        "/management/host: is refused without tokens; must be a loopback address like 127.0.0.1,"
                                + " or add management.tokens",
                        "/endpoints/0/secret: must be a text, {\"env\": NAME}, {\"file\": PATH} or a list of those,"
                                + " newest first",
                        "/intake: duplicate key; it is given first on line 2");
    }

    @Test
    void shouldNameThePluginWhoseSchemaIsFaulty() {
        var catalog = new TestingCatalog().with("broken", "{\"properties\": {\"a\": {\"$ref\": \"#/nowhere\"}}}");
        String json = account("'provider': 'broken', 'settings': {'a': 1}").replace('\'', '"');
        assertThat(new ConfigurationFiles(directory).problems(json, catalog))
                .containsExactly("/accounts/0/provider: cannot be used: its plugin has a faulty settings schema"
                        + " (SchemaException)");
    }

    @Test
    void shouldRefuseWhatASchemaAllowsNothingFor() {
        var catalog = new TestingCatalog()
                .with("closed", "{\"properties\": {\"a\": {\"prefixItems\": [{}], \"items\": false}}}");
        String json = account("'provider': 'closed', 'settings': {'a': [1, 2]}").replace('\'', '"');
        assertThat(new ConfigurationFiles(directory).problems(json, catalog))
                .containsExactly("/accounts/0/settings/a: is not allowed here");
    }

    private static Arguments bad(String json, String... lines) {
        return arguments(json, List.of(lines));
    }

    private static Arguments badSecret(String secret, String... lines) {
        String json = "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': " + secret + "}]}}";
        return bad(
                json,
                Stream.of(lines)
                        .map(line -> "/management/tokens/0/secret" + line)
                        .toArray(String[]::new));
    }

    private static Arguments badSettings(String settings, String... lines) {
        return bad(
                account("'provider': 'cards', 'settings': {" + settings + "}"),
                Stream.of(lines).map(line -> "/accounts/0/settings" + line).toArray(String[]::new));
    }

    /** A right account, with some keys replaced or added. */
    private static String account(String keys) {
        return "{'accounts': [" + merged(ACCOUNT, keys) + "]}";
    }

    private static String endpoint(String keys) {
        String right = "'id': 'e', 'merchant': 'shop', 'url': 'https://shop.example', 'secret': 'whsec_c2VjcmV0'";
        return "{'accounts': [{" + ACCOUNT + "}], 'endpoints': [" + merged(right, keys) + "]}";
    }

    private static String merged(String right, String keys) {
        var object = new JsonObject("{" + right.replace('\'', '"') + "}");
        object.mergeIn(new JsonObject("{" + keys.replace('\'', '"') + "}"));
        return object.encode().replace('"', '\'');
    }
}
