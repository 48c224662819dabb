package org.jwks4j.vendors;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jwks4j.IssuerMetadata;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;

/**
 * What an identity provider answered when it was last examined, with another host in it: {@code scripts/identity-providers
 * --write}.
 *
 * @param folder the provider's
 */
record Recording(Path folder) {
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding");
    private static final Path ALL = Path.of("src/test/resources/identity-providers");

    static List<Recording> all() {
        return list(ALL).map(Recording::new).toList();
    }

    /** For Keycloak there are several of each, one for each realm. */
    List<Path> documents(String kind) {
        return list(folder)
                .filter(file -> file.getFileName().toString().matches(kind + ".*\\.json"))
                .toList();
    }

    /** By their names in small letters. */
    static Map<String, String> headers(Path document) {
        Path file = Path.of(document.toString().replace(".json", ".headers"));
        return read(file)
                .lines()
                .map(line -> line.split(": ", 2))
                .collect(toMap(header -> header[0].toLowerCase(Locale.ROOT), header -> header[1]));
    }

    /** From now on a fake issuer's answers have the headers of this provider's, and no others but those of the connection. */
    void imitatedBy(FakeIssuer issuer) {
        dress(issuer, Endpoint.METADATA, documents("metadata").get(0));
        dress(issuer, Endpoint.JWKS, documents("jwks").get(0));
    }

    private static void dress(FakeIssuer issuer, Endpoint endpoint, Path document) {
        issuer.responseHeader(endpoint, "ETag", null);
        headers(document).forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                issuer.responseHeader(endpoint, name, value);
            }
        });
    }

    static Path keysOf(Path metadata) {
        return metadata.resolveSibling(metadata.getFileName().toString().replace("metadata", "jwks"));
    }

    List<IssuerMetadata> metadata() {
        return documents("metadata").stream()
                .map(Recording::read)
                .map(IssuerMetadata::parse)
                .toList();
    }

    List<JwkSet> jwkSets() {
        return documents("jwks").stream()
                .map(Recording::read)
                .map(JwkSet::parse)
                .toList();
    }

    /** With the loopback address at which they were issued. */
    List<String> tokens() {
        return read(folder.resolve("tokens.txt")).lines().toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
