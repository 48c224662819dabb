package org.jwks4j.idp;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/** Keycloak in development mode, with realms whose keys are made and rotated through its admin REST interface. */
public final class KeycloakServer {
    private static final Duration TO_START = Duration.ofMinutes(6);
    private static final String CLIENT = "orders-client";
    private static final String SECRET = "identity-providers";

    /** The provider of keys for an algorithm. */
    private static final Map<String, String> KEY_PROVIDERS = Map.of(
            "RS256", "rsa-generated", "PS256", "rsa-generated", "ES256", "ecdsa-generated", "EdDSA", "eddsa-generated");

    private static final String REALM = """
            {"realm":"%1$s","enabled":true,"defaultSignatureAlgorithm":"%2$s","accessTokenLifespan":1800,
             "clients":[{"clientId":"%3$s","secret":"%4$s","publicClient":false,"serviceAccountsEnabled":true,
               "standardFlowEnabled":false,"attributes":{"access.token.header.type.rfc9068":"%6$s"},
               "protocolMappers":[{"name":"audience","protocol":"openid-connect","protocolMapper":"oidc-audience-mapper",
                 "config":{"included.custom.audience":"%5$s","access.token.claim":"true"}}]}]}""";

    private static final String KEY = """
            {"name":"%1$s","providerId":"%2$s","providerType":"org.keycloak.keys.KeyProvider","config":{
             "priority":["%3$d"],"enabled":["%4$b"],"active":["%5$b"],"algorithm":["%6$s"],
             "keySize":["2048"],"ecdsaEllipticCurveKey":["P-256"],"eddsaEllipticCurveKey":["Ed25519"]}}""";

    private final Http http = new Http(Access.HTTP_ON_LOOPBACK.client());
    private final Path home;
    private final Path log;
    private final int port = Workplace.freePort();
    private final Map<String, Realm> realms = new ConcurrentHashMap<>();
    private final AtomicInteger priority = new AtomicInteger(200);
    private @Nullable ServerProcess process;

    /**
     * A server without a realm of ours, not started.
     *
     * @param root the checkout, in which {@code scripts/identity-providers} puts Keycloak
     */
    public KeycloakServer(Path root) throws IOException {
        Workplace workplace = new Workplace(root);
        home = workplace.software("keycloak");
        Workplace.delete(home.resolve("data")); // the realms of an earlier run
        log = workplace.emptyRun("keycloak").resolve("log");
    }

    /** As it says itself. */
    public String version() {
        try {
            return Files.readString(home.resolve("version.txt")).strip().replaceFirst(".*?([0-9.]+)$", "$1");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Returns once it answers. It has its realms again after {@link #stop}. */
    public void start() throws IOException, InterruptedException {
        process = ServerProcess.start(
                log,
                home,
                Map.of(
                        "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                        "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1",
                        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", SECRET),
                List.of(
                        "bin/kc.sh",
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-access-log-enabled=true",
                        "--http-access-log-pattern=combined"));
        process.awaitAnswer(http, address() + "/realms/master", TO_START);
    }

    /** Returns once its port is free. */
    public void stop() throws IOException {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /**
     * Makes a realm with a key of its own, and a client that gets tokens for the audience {@code orders}.
     *
     * @param name what its address ends in
     * @param algorithm which its tokens are signed by
     * @param isAccessTokenType whether their {@code typ} is {@code at+jwt} (RFC 9068)
     */
    public void createRealm(String name, String algorithm, boolean isAccessTokenType)
            throws IOException, InterruptedException {
        admin("POST", "", REALM.formatted(name, algorithm, CLIENT, SECRET, Service.AUDIENCE, isAccessTokenType));
        realms.put(name, new Realm(algorithm, new ArrayList<>()));
        rotate(name, true);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** The {@code iss} of a realm's tokens. */
    public String issuer(String realm) {
        return address() + "/realms/" + realm;
    }

    /** A new access token of the realm's client. */
    public String token(String realm) throws IOException, InterruptedException {
        return http.clientCredentialsToken(
                issuer(realm) + "/protocol/openid-connect/token",
                Map.of("grant_type", "client_credentials"),
                "Authorization",
                Http.basic(CLIENT, SECRET));
    }

    /**
     * Signs with a new key from now on.
     *
     * @param publishOld whether the old keys become passive, as Keycloak's own rotation does it, and stay published
     */
    public void rotate(String realm, boolean publishOld) throws IOException, InterruptedException {
        Realm rotated = requireNonNull(realms.get(realm), realm);
        String path = "/" + realm + "/components";
        String location = admin("POST", path, key(rotated.algorithm, priority.incrementAndGet(), true, true));
        for (String old : rotated.keys) {
            admin("PUT", path + "/" + old, key(rotated.algorithm, 100, publishOld, false));
        }
        rotated.keys.add(location.substring(location.lastIndexOf('/') + 1));
    }

    private static String key(String algorithm, int priority, boolean isEnabled, boolean isActive) {
        return KEY.formatted("key-" + priority, KEY_PROVIDERS.get(algorithm), priority, isEnabled, isActive, algorithm);
    }

    /** The Location of what was made. */
    private String admin(String method, String path, String json) throws IOException, InterruptedException {
        JsonObject session = http.form(
                address() + "/realms/master/protocol/openid-connect/token",
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", SECRET));
        return http.send(
                        method,
                        address() + "/admin/realms" + path,
                        json,
                        "Authorization",
                        "Bearer " + session.string("access_token").orElseThrow(),
                        "Content-Type",
                        "application/json")
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    /** How many requests for a realm's documents are in its access log. */
    public long documentRequests(String realm) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("\"GET /realms/" + realm + "/"))
                    .count();
        }
    }

    /** What it writes, its access log among it. */
    Path log() {
        return log;
    }

    private record Realm(String algorithm, List<String> keys) {}
}
