package org.jwks4j.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.cli.web.Visitor.Reply;
import org.jwks4j.json.JsonObject;

/** Who may ask the page's server for what: attacks of other sites, other names and other programs, and the controls. */
class WebRulesTest {
    private OpenPage page;
    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        page = new OpenPage();
        visitor = page.visitor;
    }

    @AfterEach
    void close() {
        page.close();
    }

    private String token() {
        return page.issuer.mint(Map.of("aud", "orders"));
    }

    private String body(String token) {
        return JsonObject.of(Map.of("token", token)).toJson();
    }

    @Test
    void thePageItself_isAnswered() throws IOException {
        for (String path : new String[] {"/", "/page.css", "/page.js", "/icon.svg", "/api/issuers"}) {
            assertThat(visitor.get(path, visitor.host(), page.cookie).status())
                    .as(path)
                    .isEqualTo(200);
        }
        Reply reply = page.post("/api/explain", body(token()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(JsonObject.parse(reply.body()).bool("verified")).contains(true);
        Reply doctor = page.post(
                "/api/doctor",
                JsonObject.of(Map.of("issuer", page.issuer.issuer())).toJson());
        assertThat(JsonObject.parse(doctor.body()).string("grade")).isPresent();
    }

    @Test
    void everyAnswer_isKeptByNoOneAndLoadsNothingFromElsewhere() throws IOException {
        for (Reply reply : new Reply[] {
            visitor.get("/", visitor.host(), page.cookie),
            visitor.get("/", visitor.host()),
            visitor.get("/nothing", visitor.host(), page.cookie),
            page.post("/api/explain", body(token()))
        }) {
            assertThat(reply.header("Cache-Control")).contains("no-store");
            assertThat(reply.header("Referrer-Policy")).contains("no-referrer");
            assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(reply.header("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void theCookie_isForThisSiteAloneAndNotForScripts() throws IOException {
        String path = page.addresses.get(page.addresses.size() - 1).getPath();
        Reply reply = visitor.get(path, visitor.host());
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("Location")).contains("/");
        assertThat(reply.header("Set-Cookie").orElseThrow()).endsWith("; Path=/; HttpOnly; SameSite=Strict");
    }

    @Test
    void anAddress_opensThePageOnce() throws IOException {
        String used = page.addresses.get(0).getPath();
        assertThat(visitor.get(used, visitor.host()).status()).isEqualTo(403);
        assertThat(page.addresses).hasSize(2).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/", "/open/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/open/../", "/open/%00"})
    void anotherSecret_opensNothing(String path) throws IOException {
        Reply reply = visitor.get(path, visitor.host());
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }

    @Test
    void withoutACookie_nothingIsSaid() throws IOException {
        for (String path : new String[] {"/", "/page.js", "/api/issuers"}) {
            assertThat(visitor.get(path, visitor.host()).status()).as(path).isEqualTo(401);
        }
        Reply reply = visitor.post(
                "/api/explain",
                body(token()),
                visitor.host(),
                "Origin: " + visitor.origin(),
                "Content-Type: application/json");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).doesNotContain(page.issuer.issuer());
    }

    @Test
    void withAnotherCookie_nothingIsSaid() throws IOException {
        String other = page.cookie.substring(0, page.cookie.length() - 1) + (page.cookie.endsWith("A") ? "B" : "A");
        assertThat(visitor.get("/api/issuers", visitor.host(), other).status()).isEqualTo(401);
        assertThat(visitor.get(
                                "/api/issuers",
                                visitor.host(),
                                "Cookie: jwks4j-" + visitor.origin().replaceAll(".*:", "") + "=")
                        .status())
                .isEqualTo(401);
    }

    /** A name of someone's that leads to 127.0.0.1: the browser takes its page and ours for one origin, but says the name. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost", "127.0.0.1", "127.0.0.1.evil.example", "[::1]", "0.0.0.0"})
    void dnsRebinding_isRefused(String name) throws IOException {
        String host = "Host: " + name
                + (name.equals("127.0.0.1") ? "" : visitor.origin().replaceAll(".*(:\\d+)$", "$1"));
        Reply reply = visitor.get("/api/issuers", host, page.cookie);
        assertThat(reply.status()).isEqualTo(421);
        assertThat(visitor.get(page.addresses.get(1).getPath(), host).status()).isEqualTo(421);
    }

    @Test
    void twoHosts_areRefused() throws IOException {
        assertThat(visitor.get("/api/issuers", visitor.host(), "Host: evil.example", page.cookie)
                        .status())
                .isIn(400, 421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1", "http://localhost:80", "file://"})
    void anotherOrigin_isRefused(String origin) throws IOException {
        String header = "Origin: " + origin;
        assertThat(visitor.get("/api/issuers", visitor.host(), page.cookie, header)
                        .status())
                .isEqualTo(403);
        assertThat(visitor.post(
                                "/api/explain",
                                body(token()),
                                visitor.host(),
                                page.cookie,
                                header,
                                "Content-Type: application/json")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aPostWithoutOrigin_isRefused() throws IOException {
        assertThat(visitor.post(
                                "/api/explain",
                                body(token()),
                                visitor.host(),
                                page.cookie,
                                "Content-Type: application/json")
                        .status())
                .isEqualTo(403);
    }

    /** A form of another site, whose browser would send the cookie anyway: as text/plain its body can be JSON. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void aFormOfAnotherSite_isRefused(String type) throws IOException {
        assertThat(visitor.post(
                                "/api/explain",
                                body(token()),
                                visitor.host(),
                                page.cookie,
                                "Origin: " + visitor.origin(),
                                "Content-Type: " + type)
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aRequestThatTheBrowserSaysIsOfAnotherSite_isRefused(String site) throws IOException {
        assertThat(visitor.get("/", visitor.host(), page.cookie, "Sec-Fetch-Site: " + site)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aPreflight_isRefused() throws IOException {
        Reply reply = visitor.send(
                "OPTIONS",
                "/api/explain",
                "",
                visitor.host(),
                page.cookie,
                "Origin: https://evil.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: content-type");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).doesNotContainIgnoringCase("access-control-allow");
    }

    /** It would stay in the history, and in the log of whatever stands between. */
    @Test
    void aTokenInTheUrl_isNotLookedAt() throws IOException {
        String token = token();
        for (String path : new String[] {"/?token=" + token, "/api/explain?token=" + token, "/api/explain/" + token}) {
            Reply reply = visitor.get(path, visitor.host(), page.cookie);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.text()).doesNotContain(token);
        }
        assertThat(visitor.get("/api/explain", visitor.host(), page.cookie).status())
                .isEqualTo(404);
    }

    @Test
    void anIssuerThatWasNotGiven_isNotExamined() throws IOException {
        page.issuer.forgetRequests();
        for (String issuer :
                new String[] {"http://169.254.169.254", page.issuer.issuer() + "/", "file:///etc/passwd"}) {
            Reply reply = page.post(
                    "/api/doctor", JsonObject.of(Map.of("issuer", issuer)).toJson());
            assertThat(reply.status()).isEqualTo(404);
        }
        assertThat(page.issuer.requests()).isZero();
    }

    @Test
    void aTokenOfAnIssuerThatWasNotGiven_costsNoRequest() throws IOException {
        page.issuer.forgetRequests();
        Reply reply = page.post(
                "/api/explain",
                body(page.issuer.token().claim("iss", "https://evil.example").mint()));
        assertThat(JsonObject.parse(reply.body()).string("reason")).contains("UNTRUSTED_ISSUER");
        assertThat(page.issuer.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"token\":7}", "{\"token\":\"a\",\"token\":\"b\"}"})
    void whatIsNotTheOneMember_isRefused(String body) throws IOException {
        assertThat(page.post("/api/explain", body).status()).isEqualTo(400);
    }

    @Test
    void aHugeBody_isRefused() throws IOException {
        int atTheBound = WebServer.MOST_BYTES - body("").length();
        assertThat(page.post("/api/explain", body("a".repeat(atTheBound))).status())
                .isEqualTo(200);
        assertThat(page.post("/api/explain", body("a".repeat(atTheBound + 1))).status())
                .isEqualTo(413);
    }

    @Test
    void thePage_namesNoOtherHost() throws IOException {
        for (String path : new String[] {"/", "/page.css", "/page.js", "/icon.svg"}) {
            String body = visitor.get(path, visitor.host(), page.cookie).body();
            assertThat(body.replace("http://www.w3.org/2000/svg", ""))
                    .as(path)
                    .doesNotContain("//127", "http:", "https:");
            assertThat(body)
                    .doesNotContain("innerHTML", "localStorage", "sessionStorage", "document.cookie", "style=\"");
        }
    }
}
