package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jwks4j.json.JsonObject;

/** A program of {@code servers/} that runs an npm package and rotates its keys when asked to. */
final class NodeServer {
    private static final Duration TO_START = Duration.ofMinutes(4);

    private final Path modules;
    private final String packageName;
    private final Path log;
    private final int port;
    private final Http http = new Http(Access.HTTP_ON_LOOPBACK.client());
    private @Nullable ServerProcess process;

    NodeServer(Workplace workplace, String packageName) throws IOException {
        this.modules = workplace.software("npm");
        this.packageName = packageName;
        this.log = workplace.emptyRun(packageName).resolve("log");
        this.port = Workplace.freePort();
    }

    String version() {
        try {
            Path about = modules.resolve("node_modules").resolve(packageName).resolve("package.json");
            return JsonObject.parse(Files.readString(about)).string("version").orElseThrow();
        } catch (IOException e) {
            return "unknown";
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    void start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", packageName + ".mjs", Integer.toString(port)));
        command.addAll(List.of(arguments));
        process = ServerProcess.start(log, modules, Map.of(), command);
        process.awaitAnswer(http, address() + "/jwks", TO_START);
    }

    void stop() throws IOException {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    void keys(String query) throws IOException, InterruptedException {
        http.send("POST", address() + "/-/keys" + query, "");
    }

    long requests() throws IOException {
        return AccessLog.requests(log);
    }
}
