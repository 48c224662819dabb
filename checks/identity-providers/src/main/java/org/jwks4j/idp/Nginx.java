package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nginx in front of a provider; it counts the requests. */
final class Nginx {
    private static final Duration TO_START = Duration.ofMinutes(4);

    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid nginx.pid;
            events {}
            http {
                log_format seen '$request "$http_user_agent" $status "$sent_http_content_encoding"';
                access_log access.log seen;
                client_body_temp_path temp; proxy_temp_path temp; fastcgi_temp_path temp; uwsgi_temp_path temp; scgi_temp_path temp;
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Proto $scheme;
            %s
            }
            """;

    private final Debian debian;
    private final Path folder;
    private final int port = Workplace.freePort();
    private @Nullable ServerProcess process;

    Nginx(Workplace workplace, String name) throws IOException {
        debian = new Debian(workplace);
        folder = workplace.emptyRun(name);
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    /** With these blocks of servers, and returns once it answers. */
    void start(String servers, Http http, String uri) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(servers));
        process = ServerProcess.start(
                folder.resolve("log"),
                folder,
                debian.environment(),
                List.of(
                        debian.path("usr/sbin/nginx").toString(),
                        "-e",
                        "stderr",
                        "-p",
                        folder + "/",
                        "-c",
                        configuration.toString()));
        process.awaitAnswer(http, uri, TO_START);
    }

    void stop() throws IOException {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    long requests() throws IOException {
        return AccessLog.requests(folder.resolve("access.log"));
    }

    List<String> accessLog() throws IOException {
        return Files.readAllLines(folder.resolve("access.log"));
    }
}
