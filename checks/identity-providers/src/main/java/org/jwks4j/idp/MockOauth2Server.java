package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * NAV's mock-oauth2-server: any path is an issuer, with one key, whose {@code kid} is the issuer's name. It takes the keys from a
 * list of its own in the order in which issuers are first asked for; so after a restart an issuer may have another key of the
 * same {@code kid}.
 */
final class MockOauth2Server implements IdentityProvider {
    private static final Duration TO_START = Duration.ofMinutes(4);

    private final Http http = new Http(Access.HTTP_ON_LOOPBACK.client());
    private final Path software;
    private final Path folder;
    private final Path log;
    private final int port = Workplace.freePort();
    private int starts;
    private @Nullable ServerProcess process;

    MockOauth2Server(Workplace workplace) throws IOException {
        software = workplace.software("mock-oauth2-server");
        folder = workplace.emptyRun("mock-oauth2-server");
        log = folder.resolve("log");
    }

    @Override
    public String name() {
        return "mock-oauth2-server";
    }

    @Override
    public String version() {
        try (Stream<Path> jars = Files.list(software)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(jar -> jar.startsWith("mock-oauth2-server-"))
                    .map(jar -> jar.replaceAll(".*server-|\\.jar", ""))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public List<String> algorithms() {
        return List.of("RS256");
    }

    @Override
    public void start() throws IOException, InterruptedException {
        process = ServerProcess.start(
                log,
                folder,
                Map.of("SERVER_HOSTNAME", "127.0.0.1", "SERVER_PORT", Integer.toString(port), "LOG_LEVEL", "DEBUG"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=logback-standalone.xml",
                        "-cp",
                        software + "/*",
                        "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt"));
        process.awaitAnswer(http, address() + "/isalive", TO_START);
        for (int i = 0; i < starts; i++) {
            http.get(address() + "/before-orders-" + i + "/jwks"); // takes the key that was ours
        }
        http.get(address() + "/orders/jwks");
        starts++;
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

    @Override
    public String issuer(String algorithm) {
        return address() + "/orders";
    }

    /** Its audience is the scope. */
    @Override
    public String token(String algorithm) throws IOException, InterruptedException {
        return http.clientCredentialsToken(
                issuer(algorithm) + "/token",
                Map.of("grant_type", "client_credentials", "scope", Service.AUDIENCE),
                "Authorization",
                Http.basic("orders-client", "identity-providers"));
    }

    @Override
    public boolean canRotate() {
        return false;
    }

    @Override
    public void rotate(String algorithm) {
        throw new UnsupportedOperationException("only a restart gives an issuer another key");
    }

    @Override
    public void rotateAtOnce(String algorithm) {
        rotate(algorithm);
    }

    /** It logs the path and not the User-Agent; no one else asks for these, but we at each start. */
    @Override
    public long requests() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("/orders/jwks") || line.contains("/orders/.well-known"))
                            .filter(line -> line.contains("OAuth2HttpRequestHandler"))
                            .count()
                    - starts;
        }
    }
}
