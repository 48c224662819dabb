package org.jwks4j.idp;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.json.JsonObject;
import org.jwks4j.location.MetadataLocation;

/** Keycloak in development mode, with a realm for each algorithm, whose keys are rotated through its admin REST interface. */
final class Keycloak implements IdentityProvider {
    private static final Duration TO_START = Duration.ofMinutes(6);
    private static final String CLIENT = "orders-client";
    private static final String SECRET = "identity-providers";

    /** The provider of keys for an algorithm, and what it has to be told. */
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
    private final Map<String, List<String>> ownKeys = new HashMap<>();
    private int priority = 200;
    private @Nullable ServerProcess process;

    Keycloak(Workplace workplace) throws IOException {
        home = workplace.software("keycloak");
        Workplace.delete(home.resolve("data")); // the realms of an earlier run
        log = workplace.emptyRun("keycloak").resolve("log");
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public String version() {
        try {
            return Files.readString(home.resolve("version.txt")).strip().replaceFirst(".*?([0-9.]+)$", "$1");
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public List<String> algorithms() {
        return List.of("RS256", "PS256", "ES256", "EdDSA");
    }

    @Override
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
        if (ownKeys.isEmpty()) {
            for (String algorithm : algorithms()) {
                createRealm(algorithm);
            }
        }
    }

    /** Every other realm has access tokens of RFC 9068. */
    private void createRealm(String algorithm) throws IOException, InterruptedException {
        boolean isAccessTokenType = !algorithm.startsWith("R");
        admin(
                "POST",
                "",
                REALM.formatted(realm(algorithm), algorithm, CLIENT, SECRET, Service.AUDIENCE, isAccessTokenType));
        ownKeys.put(algorithm, new ArrayList<>());
        rotate(algorithm);
    }

    @Override
    public void stop() throws IOException {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }

    private static String realm(String algorithm) {
        return "orders-" + algorithm.toLowerCase(Locale.ROOT);
    }

    @Override
    public String issuer(String algorithm) {
        return address() + "/realms/" + realm(algorithm);
    }

    @Override
    public List<MetadataLocation> metadata() {
        return List.of(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer());
    }

    @Override
    public Optional<IssuerTemplate> template() {
        return Optional.of(IssuerTemplate.of(address() + "/realms/{realm}"));
    }

    @Override
    public String token(String algorithm) throws IOException, InterruptedException {
        return http.clientCredentialsToken(
                issuer(algorithm) + "/protocol/openid-connect/token",
                Map.of("grant_type", "client_credentials"),
                "Authorization",
                Http.basic(CLIENT, SECRET));
    }

    /** The old keys become passive, as Keycloak's own rotation does it: they sign no more, and stay published. */
    @Override
    public void rotate(String algorithm) throws IOException, InterruptedException {
        replaceKeys(algorithm, true);
    }

    @Override
    public void rotateAtOnce(String algorithm) throws IOException, InterruptedException {
        replaceKeys(algorithm, false);
    }

    @Override
    public boolean remembersKeys() {
        return true;
    }

    private void replaceKeys(String algorithm, boolean publishOld) throws IOException, InterruptedException {
        List<String> keys = requireNonNull(ownKeys.get(algorithm));
        String path = "/" + realm(algorithm) + "/components";
        String location = admin("POST", path, key(algorithm, ++priority, true, true));
        for (String old : keys) {
            admin("PUT", path + "/" + old, key(algorithm, 100, publishOld, false));
        }
        keys.add(location.substring(location.lastIndexOf('/') + 1));
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

    @Override
    public long requests() throws IOException {
        return AccessLog.requests(log);
    }
}
