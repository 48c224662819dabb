package org.jwks4j.idp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.jwks4j.testkit.SigningKey;

/** Glewlwyd, in C, with SQLite, behind nginx, which counts its requests. It has a client for each algorithm. */
final class Glewlwyd implements IdentityProvider {
    private static final Duration TO_START = Duration.ofMinutes(4);

    private static final String CONFIGURATION = """
            port=%1$d
            bind_address="127.0.0.1"
            external_url="%2$s"
            login_url="login.html"
            api_prefix="api"
            static_files_path="%3$s/"
            log_mode="console"
            log_level="WARNING"
            cookie_domain="127.0.0.1"
            cookie_secure=0
            session_key="GLEWLWYD2_SESSION_ID"
            admin_session_authentication="cookie"
            profile_session_authentication="cookie"
            admin_scope="g_admin"
            profile_scope="g_profile"
            user_module_path="%4$s/user"
            user_middleware_module_path="%4$s/user_middleware"
            client_module_path="%4$s/client"
            user_auth_scheme_module_path="%4$s/scheme"
            plugin_module_path="%4$s/plugin"
            hash_algorithm="SHA512"
            database = { type = "sqlite3"; path = "%5$s"; };
            static_files_mime_types = ( { extension = ".html"; mime_type = "text/html"; compress = 1; } )
            """;

    /** So that a client may say which key signs for it. */
    private static final String WITH_SIGN_KID = """
            UPDATE g_client_module_instance SET gcmi_parameters = json_set(gcmi_parameters,
              '$."data-format".sign_kid', json('{"multiple":false,"read":true,"write":true}'));
            """;

    private final Debian debian;
    private final Nginx nginx;
    private final Path database;
    private final Http http = new Http(Access.HTTP_ON_LOOPBACK.client());
    private final int port = Workplace.freePort();
    private final Map<String, List<SigningKey>> keys = new LinkedHashMap<>();
    private final GlewlwydAdministration administration;
    private int keysMade;
    private @Nullable ServerProcess process;

    Glewlwyd(Workplace workplace) throws IOException {
        debian = new Debian(workplace);
        nginx = new Nginx(workplace, "glewlwyd");
        database = nginx.folder().resolve("glewlwyd.db");
        administration = new GlewlwydAdministration(address(), issuer(""));
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "glewlwyd";
    }

    @Override
    public String version() throws IOException, InterruptedException {
        return run(List.of(debian.path("usr/bin/glewlwyd").toString(), "--version"), "")
                .replaceAll("(?s).*?([0-9]+\\.[0-9.]+[0-9]).*", "$1");
    }

    @Override
    public List<String> algorithms() {
        return List.of("RS256", "ES256", "EdDSA");
    }

    @Override
    public void start() throws Exception {
        boolean isFirst = !Files.exists(database);
        if (isFirst) {
            createDatabase();
        }
        Path configuration = Files.writeString(
                nginx.folder().resolve("glewlwyd.conf"),
                CONFIGURATION.formatted(
                        port,
                        "http://127.0.0.1:" + nginx.port(),
                        debian.path("usr/share/glewlwyd/webapp"),
                        debian.path("usr/lib/glewlwyd"),
                        database));
        process = ServerProcess.start(
                nginx.folder().resolve("glewlwyd.log"),
                nginx.folder(),
                debian.environment(),
                List.of(debian.path("usr/bin/glewlwyd").toString(), "--config-file=" + configuration));
        process.awaitAnswer(http, address() + "/config", TO_START);
        if (isFirst) {
            algorithms().forEach(algorithm -> keys.put(algorithm, new ArrayList<>(List.of(newKey(algorithm)))));
            administration.setUp(allKeys());
        }
        String proxied =
                "server { listen 127.0.0.1:" + nginx.port() + "; location / { proxy_pass " + address() + "; } }";
        nginx.start(proxied, http, issuer("") + "/jwks");
    }

    private void createDatabase() throws IOException, InterruptedException {
        Path script = debian.path("usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz");
        try (GZIPInputStream sql = new GZIPInputStream(Files.newInputStream(script))) {
            String tables = new String(sql.readAllBytes(), UTF_8);
            run(List.of(debian.path("usr/bin/sqlite3").toString(), database.toString()), tables + WITH_SIGN_KID);
        }
    }

    private String run(List<String> command, String input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(debian.environment());
        Process run = builder.start();
        run.outputWriter().append(input).close();
        String printed = new String(run.getInputStream().readAllBytes(), UTF_8);
        if (!run.waitFor(60, TimeUnit.SECONDS) || run.exitValue() != 0) {
            throw new IOException(command + " failed: " + printed);
        }
        return printed;
    }

    private SigningKey newKey(String algorithm) {
        return SigningKey.generate(algorithm).withKeyId("orders-" + algorithm + "-" + ++keysMade);
    }

    private List<SigningKey> keysOf(String algorithm) {
        return requireNonNull(keys.get(algorithm));
    }

    private List<SigningKey> allKeys() {
        return keys.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void stop() throws IOException {
        nginx.stop();
        if (process != null) {
            process.close();
            process = null;
        }
    }

    @Override
    public String issuer(String algorithm) {
        return "http://127.0.0.1:" + nginx.port() + "/api/oidc";
    }

    /** Its audience is the scope. */
    @Override
    public String token(String algorithm) throws IOException, InterruptedException {
        return http.clientCredentialsToken(
                issuer(algorithm) + "/token",
                Map.of("grant_type", "client_credentials", "scope", Service.AUDIENCE),
                "Authorization",
                Http.basic(GlewlwydAdministration.clientOf(algorithm), GlewlwydAdministration.CLIENT_SECRET));
    }

    @Override
    public void rotate(String algorithm) throws IOException, InterruptedException {
        List<SigningKey> published = keysOf(algorithm);
        published.add(0, newKey(algorithm));
        administration.setKeys(allKeys(), published.get(0));
    }

    @Override
    public void rotateAtOnce(String algorithm) throws IOException, InterruptedException {
        keysOf(algorithm).clear();
        rotate(algorithm);
    }

    @Override
    public boolean remembersKeys() {
        return true;
    }

    @Override
    public long requests() throws IOException {
        return nginx.requests();
    }
}
