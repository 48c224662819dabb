package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.KeyFetcherEvent.KeySetChanged;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.keylog.KeyLog;
import org.jwks4j.keylog.KeyLogFault;
import org.jwks4j.keylog.KeyLogFault.Kind;
import org.jwks4j.keylog.KeyLogFiles;
import org.jwks4j.keylog.KeyLogHead;
import org.jwks4j.keylog.KeyLogReader;
import org.jwks4j.keylog.KeyLogReport;
import org.jwks4j.keylog.KeyLogSecret;
import org.jwks4j.testkit.FakeIssuer;

/** Someone wants the record to say that another key was, or was not, accepted. */
class KeyLogAttackTest {
    private static final KeyLogSecret SECRET = secret(1);
    private static final KeyLogSecret ANOTHER = secret(2);
    private static final InstantSource MARCH = InstantSource.fixed(Instant.parse("2026-03-14T00:00:00Z"));

    @TempDir
    Path directory;

    private Path file;
    private KeyLogHead head;

    private static KeyLogSecret secret(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return KeyLogSecret.of(bytes);
    }

    /** Nine lines: the file, the start, three rotations of two lines each, the end. */
    @BeforeEach
    void writeALog() throws IOException {
        file = directory.resolve("keys.jsonl");
        head = write(SECRET, "https://issuer.example.com");
        assertThat(check().isIntact()).isTrue();
    }

    private KeyLogHead write(KeyLogSecret secret, String issuerName) throws IOException {
        KeyLog log = KeyLog.builder(file, secret).instantSource(MARCH).open();
        try (log;
                FakeIssuer issuer = FakeIssuer.builder().algorithms("ES256").start()) {
            for (int event = 1; event <= 3; event++) {
                String old = issuer.signingKeyId();
                JwkSet keys = JwkSet.parse(issuer.jwkSet());
                log.onEvent(new KeySetChanged(
                        event, issuerName, keys, Set.of(old), Set.of(), Optional.empty(), FetchedJwkSet.Origin.ISSUER));
                issuer.rotate();
                issuer.retire(old);
            }
        }
        return log.head(); // with the line that its end wrote
    }

    private KeyLogReport check() throws IOException {
        return KeyLogReader.of(SECRET).withHead(head).read(KeyLogFiles.of(file), line -> {});
    }

    private List<Kind> found() throws IOException {
        return check().faults().stream().map(KeyLogFault::kind).toList();
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private void edit(int line, String from, String to) throws IOException {
        List<String> lines = lines();
        assertThat(lines.get(line - 1)).contains(from);
        lines.set(line - 1, lines.get(line - 1).replace(from, to));
        Files.write(file, lines);
    }

    @Test
    void anEditedLine_isFound() throws IOException {
        edit(3, "issuer.example.com", "issuer.examp1e.com");
        assertThat(found()).containsExactly(Kind.EDITED);
        assertThat(check().faults().get(0)).hasToString("line 3 is not as it was written");
    }

    @Test
    void anEditedLineWithTheCodeOfAnotherLine_isFound() throws IOException {
        List<String> lines = lines();
        String code = lines.get(4).substring(lines.get(4).lastIndexOf(",\"mac\""));
        lines.set(2, lines.get(2).substring(0, lines.get(2).lastIndexOf(",\"mac\"")) + code);
        Files.write(file, lines);
        assertThat(found()).containsExactly(Kind.EDITED, Kind.EDITED); // it, and the one that vouches for it
    }

    @Test
    void aRemovedLine_isFound() throws IOException {
        List<String> lines = lines();
        lines.remove(4);
        Files.write(file, lines);
        assertThat(found()).containsExactly(Kind.MISSING);
        assertThat(check().faults().get(0)).hasToString("line 5 is missing");
    }

    @Test
    void aRemovedLineWhoseNumberAnotherOneTakes_isFound() throws IOException {
        List<String> lines = lines();
        lines.remove(4);
        for (int i = 4; i < lines.size(); i++) {
            lines.set(i, lines.get(i).replace("{\"n\":" + (i + 2) + ",", "{\"n\":" + (i + 1) + ","));
        }
        Files.write(file, lines);
        assertThat(found()).contains(Kind.EDITED, Kind.END_CUT);
    }

    @Test
    void anInventedLine_isFound() throws IOException {
        List<String> lines = lines();
        lines.add(5, lines.get(4));
        Files.write(file, lines);
        assertThat(found()).containsExactly(Kind.REORDERED);
    }

    @Test
    void linesInAnotherOrder_areFound() throws IOException {
        List<String> lines = lines();
        Collections.swap(lines, 3, 5);
        Files.write(file, lines);
        assertThat(found()).contains(Kind.REORDERED, Kind.MISSING);
    }

    @Test
    void aCutBeginning_isFound() throws IOException {
        Files.write(file, lines().subList(1, lines().size()));
        assertThat(found()).containsExactly(Kind.BEGINNING_CUT);
    }

    @Test
    void aCutEnd_isFoundByTheHeadThatIsElsewhere() throws IOException {
        Files.write(file, lines().subList(0, 6));
        assertThat(found()).containsExactly(Kind.END_CUT);
        assertThat(check().faults().get(0).message()).contains("ends with line 6", "is line 9: the end was cut off");
    }

    /** The control: the chain alone cannot know how long it was. */
    @Test
    void aCutEnd_isNotFoundWithoutTheHead() throws IOException {
        Files.write(file, lines().subList(0, 6));
        assertThat(KeyLogReader.of(SECRET).read(List.of(file), line -> {}).isIntact())
                .isTrue();
    }

    @Test
    void aCutEnd_isFoundByTheServiceAtItsNextStart() throws IOException {
        Files.write(file, lines().subList(0, 6));
        write(SECRET, "https://issuer.example.com");
        assertThat(found()).containsExactly(Kind.MISSING);
        assertThat(check().faults().get(0)).hasToString("lines 7 to 9 are missing");
    }

    @Test
    void allWrittenAnewWithoutTheSecret_isFound() throws IOException {
        Files.delete(file);
        Files.delete(KeyLogFiles.head(file));
        write(ANOTHER, "https://evil.example");
        assertThat(found()).containsExactly(Kind.FOREIGN);
    }

    @Test
    void allWrittenAnewWithTheSecret_isFoundByTheHeadThatIsElsewhere() throws IOException {
        Files.delete(file);
        Files.delete(KeyLogFiles.head(file));
        write(SECRET, "https://evil.example");
        assertThat(found()).containsExactly(Kind.REWRITTEN);
    }
}
