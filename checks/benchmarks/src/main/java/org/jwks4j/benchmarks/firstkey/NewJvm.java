package org.jwks4j.benchmarks.firstkey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.testkit.FakeIssuer;

/** Starts {@link FirstKey} in a JVM of its own, against issuers on loopback; the one with TLS is of a private authority. */
final class NewJvm implements AutoCloseable {
    private static final String PASSWORD = "no-secret";

    private final FakeIssuer http = FakeIssuer.start();
    private final FakeIssuer https = FakeIssuer.startHttps();
    private final Path folder = Files.createTempDirectory("first-key");

    NewJvm() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", https.certificate().root());
        try (var out = Files.newOutputStream(folder.resolve("trusted.p12"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    /** Writes the archive that the variants with one use. */
    void record(Library library, boolean overTls) throws IOException, InterruptedException {
        run(Variant.recording(archive(library, overTls)), library, overTls);
    }

    /** Nanoseconds by what was reached, {@code whole} from before the process was started. */
    Map<String, Long> measure(Library library, Variant variant) throws IOException, InterruptedException {
        return run(variant.command(archive(library, variant.isHttps())), library, variant.isHttps());
    }

    /** The lines of the JVM's log that name a class. */
    List<String> classes(Library library, boolean overTls) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        run(List.of(Variant.java(), "-Xlog:class+load:file=" + log), library, overTls);
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).toList();
        }
    }

    private Path archive(Library library, boolean overTls) {
        return folder.resolve(library.argument() + (overTls ? "-https" : "-http") + ".archive");
    }

    private Map<String, Long> run(List<String> java, Library library, boolean overTls)
            throws IOException, InterruptedException {
        FakeIssuer issuer = overTls ? https : http;
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "-Djavax.net.ssl.trustStore=" + folder.resolve("trusted.p12"),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-cp",
                library.classPath(),
                FirstKey.class.getName(),
                library.argument(),
                issuer.issuer(),
                issuer.jwksUri().toString(),
                issuer.token().expiresIn(Duration.ofHours(1)).mint()));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Long> reached = new LinkedHashMap<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] fields = line.split("\t", -1);
                if (fields.length == 2) { // or it is of the JVM, about the archive
                    reached.put(fields[0], Long.parseLong(fields[1]));
                    reached.put("whole", System.nanoTime() - begun);
                }
            }
        }
        if (process.waitFor() != 0 || !reached.containsKey("key")) {
            throw new IllegalStateException("no key: " + String.join(" ", command));
        }
        return reached;
    }

    @Override
    public void close() {
        http.close();
        https.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
