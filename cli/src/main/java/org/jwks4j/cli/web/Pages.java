package org.jwks4j.cli.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files of the page, which are all there is: whatever else is asked for is not there. */
final class Pages {
    private static final Map<String, Page> FILES = Map.of(
            "/", new Page("page.html", "text/html; charset=utf-8"),
            "/page.css", new Page("page.css", "text/css; charset=utf-8"),
            "/page.js", new Page("page.js", "text/javascript; charset=utf-8"),
            "/icon.svg", new Page("icon.svg", "image/svg+xml"));

    private Pages() {}

    static Optional<WebAnswer> at(String path) {
        return Optional.ofNullable(FILES.get(path))
                .map(page -> new WebAnswer(200, page.type, bytes(page.file), Map.of()));
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Pages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the page lacks " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Page(String file, String type) {}
}
