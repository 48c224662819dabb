package org.jwks4j.bootload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.SigningKey;

/** One application in a process of its own, with an issuer of its own, so that its requests can be told apart. */
final class Contestant implements AutoCloseable {
    private static final List<String> OURS = List.of(
            "org.jwks4j.spring.Jwks4jAutoConfiguration",
            "org.jwks4j.spring.Jwks4jServletAutoConfiguration",
            "org.jwks4j.spring.Jwks4jReactiveAutoConfiguration",
            "org.jwks4j.spring.Jwks4jActuatorAutoConfiguration",
            "org.jwks4j.spring.Jwks4jMetricsAutoConfiguration");
    private static final int TOKENS = 50;
    private static final int INVENTED = 4000;
    private static final int STRANGERS_PAUSE = 20;

    private final Issuers.Issuer issuer;
    private final Map<Long, Integer> requests = new ConcurrentSkipListMap<>();
    private final Wrk wrk;
    private final Path good;
    private final Path invented;
    private final Process application;
    private final String uri;
    private int requestsBefore;

    Contestant(String name, boolean ours, String classPath, Path folder, Issuers.Issuer issuer) throws IOException {
        this.issuer = issuer;
        wrk = new Wrk(folder);
        good = folder.resolve(name + ".tokens");
        invented = folder.resolve(name + ".invented");
        write(good, issuer.tokens(TOKENS));
        write(invented, invented(issuer.uri()));
        int port = freePort();
        uri = "http://127.0.0.1:" + port + "/orders";
        application = start(ours, classPath, port, folder.resolve(name + ".log"));
        awaitPort(port);
    }

    /** As good as tokens can be that name a key which the issuer does not have. */
    private static List<String> invented(String issuer) {
        SigningKey stranger = SigningKey.generate("RS256");
        try (FakeIssuer mint = FakeIssuer.builder().algorithms("RS256").start()) {
            return IntStream.range(0, INVENTED)
                    .mapToObj(number -> mint.token()
                            .claim("iss", issuer)
                            .claim("aud", "orders")
                            .expiresIn(Issuers.LIFE)
                            .signedWith(stranger.withKeyId("invented-" + number))
                            .mint())
                    .toList();
        }
    }

    private Process start(boolean ours, String classPath, int port, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                "org.jwks4j.examples.mvc.OrdersApplication",
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri()));
        if (!ours) {
            command.add("--spring.autoconfigure.exclude=" + String.join(",", OURS));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort(int port) throws IOException {
        while (application.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                pause(200);
            }
        }
        throw new IOException("the application did not start");
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In one step, since wrk reads it again and again. */
    private static void write(Path file, List<String> lines) throws IOException {
        Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Until the load has ended. */
    CompletableFuture<Answers> load(int connections, int pauseMillis, int seconds) throws IOException {
        Process process = wrk.start(uri, good, connections, pauseMillis, seconds);
        return CompletableFuture.supplyAsync(() -> Wrk.answers(process));
    }

    void flood(int seconds) throws IOException {
        Process process = wrk.start(uri, invented, 2, STRANGERS_PAUSE, seconds);
        Thread reader = new Thread(() -> Wrk.answers(process)); // or its pipe would fill up
        reader.setDaemon(true);
        reader.start();
    }

    void rotate() throws IOException {
        issuer.rotate();
        write(good, issuer.tokens(TOKENS));
    }

    /** To be called once a second. */
    void count(long second) throws IOException {
        requests.put(second, requests());
    }

    void forgetRequests() throws IOException {
        requestsBefore = issuer.requests();
    }

    int requests() throws IOException {
        return issuer.requests() - requestsBefore;
    }

    /** By second: since the one before. */
    Map<Long, Integer> requestsBySecond() {
        Map<Long, Integer> each = new TreeMap<>();
        int before = 0;
        for (Map.Entry<Long, Integer> sum : requests.entrySet()) {
            each.put(sum.getKey(), sum.getValue() - before);
            before = sum.getValue();
        }
        return each;
    }

    @Override
    public void close() {
        application.destroy();
    }
}
