package org.jwks4j.cli.issuer;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.options.TimeoutConverter;
import org.jwks4j.cli.options.Version;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.ExitCode;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.json.JsonObject;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.FakeIssuerBuilder;
import org.jwks4j.testkit.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "issuer",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Runs a fake issuer on loopback until it is ended: for trying a service, and for seeing what it does in trouble.",
            "Prints a token and how to use it. Rotates and misbehaves by keys, each followed by Enter (? lists them), or by"
                    + " options. Its keys are thrown away."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jwks4j issuer",
            "  jwks4j issuer --audience orders --claim scope=read --rotate-every 30s",
            "  jwks4j issuer --port 9000 --claim 'roles=[\"admin\",\"clerk\"]'",
            "  jwks4j issuer --misbehave slow --for 5m"
        })
public final class IssuerCommand implements Callable<Integer> {
    private static final int END_OF_INPUT = -1;

    private final Console console;

    @Option(names = "--algorithm", paramLabel = "ALG", description = "The algorithm of its key; ES256 by default.")
    String algorithm = "ES256";

    @Option(names = "--path", paramLabel = "PATH", description = "A path behind the host, such as /realms/demo.")
    String path = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on, so that its name stays; a free one by default.")
    @Nullable
    Integer port;

    @Option(
            names = "--https",
            paramLabel = "PEM",
            description = "Speak https, with a throw-away certificate that is written to this file.")
    @Nullable
    Path certificateFile;

    @Option(names = "--audience", paramLabel = "AUDIENCE", description = "The aud of its tokens. Repeat it for more.")
    List<String> audiences = new ArrayList<>();

    @Option(
            names = "--claim",
            paramLabel = "NAME=VALUE",
            description = "A claim of its tokens: text, or JSON if it begins with [ or {. Repeat it for more.")
    Map<String, String> claims = new LinkedHashMap<>();

    @Option(
            names = "--life",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "How long its tokens are valid; 5m by default.")
    Duration life = Duration.ofMinutes(5);

    @Option(names = "--misbehave", paramLabel = "HOW", description = "Begin in trouble: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Mischief mischief;

    @Option(
            names = "--rotate-every",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "Rotate again and again.")
    @Nullable
    Duration rotation;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = TimeoutConverter.class,
            description = "End after so long; else q or Ctrl-C ends it.")
    @Nullable
    Duration running;

    public IssuerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (FakeIssuer issuer = start()) {
            IssuerScript script = new IssuerScript(issuer, allClaims(), life, trust(issuer), console);
            introduce(issuer, script);
            if (mischief != null) {
                mischief.begin(issuer);
            }
            run(script);
        }
        return ExitCode.DONE.code();
    }

    private FakeIssuer start() {
        FakeIssuerBuilder builder = builder();
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw new UsageException("--port: " + e.getMessage());
        }
    }

    private FakeIssuerBuilder builder() {
        if (!SigningKey.algorithms().contains(algorithm)) {
            throw new UsageException("--algorithm: not one of " + String.join(", ", SigningKey.algorithms()));
        }
        FakeIssuerBuilder builder = FakeIssuer.builder().algorithms(algorithm);
        if (port != null) {
            if (port < 1 || port > 65_535) {
                throw new UsageException("--port: not 1 to 65535");
            }
            builder.port(port);
        }
        if (!path.isEmpty()) {
            if (!path.matches("(/[A-Za-z0-9._~-]+)+/?")) {
                throw new UsageException("--path: not a path such as /realms/demo");
            }
            builder.path(path);
        }
        return certificateFile == null ? builder : builder.https();
    }

    private Map<String, Object> allClaims() {
        Map<String, Object> all = new LinkedHashMap<>();
        claims.forEach((name, text) -> all.put(name, value(name, text)));
        if (!audiences.isEmpty()) {
            all.put("aud", audiences.size() == 1 ? audiences.get(0) : List.copyOf(audiences));
        }
        return all;
    }

    private static Object value(String name, String text) {
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return text;
        }
        try {
            return requireNonNull(
                    JsonObject.parse("{\"value\":" + text + "}").toPlainMap().get("value"));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--claim " + name + ": it begins as JSON does, but is none");
        }
    }

    private String trust(FakeIssuer issuer) {
        if (certificateFile == null) {
            return "--http-on-loopback";
        }
        try {
            Files.writeString(certificateFile, issuer.certificate().rootPem());
        } catch (IOException e) {
            throw new UsageException("--https: the file cannot be written");
        }
        return "--ca-file " + certificateFile;
    }

    private void introduce(FakeIssuer issuer, IssuerScript script) {
        if (console.json()) {
            console.print(new JsonMembers()
                    .with("issuer", issuer.issuer())
                    .with("metadataUri", issuer.metadataUri().toString())
                    .with("jwksUri", issuer.jwksUri().toString())
                    .with("token", script.token())
                    .with("usage", script.usage())
                    .build());
        } else {
            console.print("issuer      " + issuer.issuer() + "\nmetadata    " + issuer.metadataUri() + "\nkeys        "
                    + issuer.jwksUri() + "\n\nto use it:\n  " + String.join("\n  ", script.usage()) + "\n\n"
                    + IssuerScript.help() + "\n");
            script.press('t');
        }
        console.flush();
    }

    private void run(IssuerScript script) throws InterruptedException {
        BlockingQueue<Integer> keys = keysPressed();
        long start = System.nanoTime();
        long rotated = start;
        while (running == null || System.nanoTime() - start < running.toNanos()) {
            Integer key = keys.poll(nextWait(start, rotated), TimeUnit.NANOSECONDS);
            if (key != null && key != END_OF_INPUT && !script.press(key)) {
                return;
            }
            if (rotation != null && System.nanoTime() - rotated >= rotation.toNanos()) {
                rotated = System.nanoTime();
                script.rotate();
            }
        }
    }

    private long nextWait(long start, long rotated) {
        long now = System.nanoTime();
        long untilEnd = running == null ? Long.MAX_VALUE : running.toNanos() - (now - start);
        long untilRotation = rotation == null ? Long.MAX_VALUE : rotation.toNanos() - (now - rotated);
        return Math.max(1, Math.min(untilEnd, untilRotation));
    }

    /** Standard input is read on a thread of its own, which ends with the process: a read cannot be given up. */
    private BlockingQueue<Integer> keysPressed() {
        BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();
        Thread reader = new Thread(
                () -> {
                    int key;
                    do {
                        key = console.readKey();
                        keys.add(key);
                    } while (key != END_OF_INPUT);
                },
                "keys");
        reader.setDaemon(true);
        reader.start();
        return keys;
    }
}
