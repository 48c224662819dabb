package org.jwks4j.idp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jwks4j.IssuerMetadata;

/**
 * Writes down what a provider answers, as data of tests: documents, decoded, and headers with another host in them, and a token of each
 * algorithm as it is, since another host would break its signature.
 */
final class Recorder {
    private static final String HOST = "https://idp.example.com";
    private static final Set<String> NOT_RECORDED = Set.of("date", "content-length", ":status");

    private final Path folder;

    Recorder(Workplace workplace) {
        folder = workplace.root().resolve("checks/integration-tests/src/test/resources/identity-providers");
    }

    void record(IdentityProvider provider) throws Exception {
        Path mine = Files.createDirectories(folder.resolve(provider.name()));
        Http http = new Http(provider.access().client());
        StringBuilder tokens = new StringBuilder();
        for (String issuer : Service.issuers(provider)) {
            String metadataUri = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
            String suffix = Service.issuers(provider).size() == 1 ? "" : issuer.substring(issuer.lastIndexOf('-'));
            HttpResponse<byte[]> metadata = record(http, metadataUri, mine, "metadata" + suffix);
            String jwksUri = IssuerMetadata.parse(text(metadata)).jwksUri().orElseThrow();
            record(http, jwksUri, mine, "jwks" + suffix);
        }
        for (String algorithm : provider.algorithms()) {
            tokens.append(provider.token(algorithm)).append('\n');
        }
        Files.writeString(mine.resolve("tokens.txt"), tokens);
        Files.writeString(mine.resolve("version.txt"), provider.version() + "\n");
    }

    private static HttpResponse<byte[]> record(Http http, String uri, Path folder, String name)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.get(uri);
        Files.writeString(folder.resolve(name + ".json"), withoutHost(text(answer)) + "\n");
        String headers = new TreeMap<>(answer.headers().map())
                .entrySet().stream()
                        .filter(header -> !NOT_RECORDED.contains(header.getKey()))
                        .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()))
                        .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(folder.resolve(name + ".headers"), withoutHost(headers));
        return answer;
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        boolean isGzip = answer.headers().firstValue("content-encoding").equals(Optional.of("gzip"));
        InputStream body = new ByteArrayInputStream(answer.body());
        try (InputStream in = isGzip ? new GZIPInputStream(body) : body) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String withoutHost(String text) {
        return text.replaceAll("https?:(\\\\?/)(\\\\?/)127\\.0\\.0\\.1:[0-9]+", HOST);
    }
}
