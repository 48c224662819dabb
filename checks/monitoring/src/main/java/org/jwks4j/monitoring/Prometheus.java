package org.jwks4j.monitoring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jwks4j.json.JsonObject;

/** A Prometheus on loopback that has the samples of a recording, and scrapes nothing. */
final class Prometheus implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process server;
    private final String address;

    private Prometheus(Process server, String address) {
        this.server = server;
        this.address = address;
    }

    /** Returns once it answers. */
    static Prometheus with(List<String> samples, Path folder) throws IOException, InterruptedException {
        Path text = Files.write(folder.resolve("samples.txt"), samples);
        Path log = folder.resolve("prometheus.log");
        run(log, "promtool", "tsdb", "create-blocks-from", "openmetrics", "--quiet", text.toString(), folder + "/data");
        Path settings = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
        String host = "127.0.0.1:" + freePort();
        Process server = started(
                log,
                "prometheus",
                "--config.file=" + settings,
                "--storage.tsdb.path=" + folder + "/data",
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=" + host);
        Prometheus prometheus = new Prometheus(server, "http://" + host);
        prometheus.awaitReady();
        return prometheus;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process started(Path log, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void run(Path log, String... command) throws IOException, InterruptedException {
        if (started(log, command).waitFor() != 0) {
            throw new IOException(command[0] + " failed; see " + log);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + TO_START.toNanos();
        while (System.nanoTime() < until && server.isAlive()) {
            try {
                if (get("/-/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("Prometheus did not start");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The values of an expression, from and to in seconds since 1970. */
    List<Curve> range(String expression, long from, long to, Duration step) throws IOException, InterruptedException {
        String query = Map.of("query", expression, "start", "" + from, "end", "" + to, "step", "" + step.toSeconds())
                .entrySet()
                .stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = get("/api/v1/query_range?" + query);
        if (response.statusCode() != 200) {
            throw new IOException(expression + ": " + response.body());
        }
        return new Members(JsonObject.parse(response.body()).toPlainMap())
                .object("data").objects("result").stream()
                        .map(series -> Curve.of(series, from))
                        .toList();
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        try {
            server.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
