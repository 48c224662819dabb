package org.jwks4j.keylog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.FetchedJwkSet;
import org.jwks4j.KeyFetcherEvent;
import org.jwks4j.jwk.JwkSet;
import org.jwks4j.jwk.SkipReason;
import org.jwks4j.jwk.SkippedJwk;

class KeyLogTest {
    @TempDir
    Path directory;

    private Service service;

    @BeforeEach
    void start() {
        service = Service.at(directory.resolve("keys.jsonl"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private KeyLogLine last(String event) {
        List<KeyLogLine> lines = service.lines().stream()
                .filter(line -> line.event().equals(event))
                .toList();
        return lines.get(lines.size() - 1);
    }

    @Test
    void aKeyThatIsAccepted_isWrittenWithAllThatIdentifiesIt() {
        service.asks();
        KeyLogLine line = last("key-accepted");
        JwkSet published = JwkSet.parse(service.issuer.jwkSet());
        assertThat(line.time()).isEqualTo(Service.START);
        assertThat(line.text("issuer")).isEqualTo(Service.ISSUER);
        assertThat(line.text("kid")).isEqualTo(service.issuer.signingKeyId());
        assertThat(line.text("thumbprint")).isEqualTo(published.keys().get(0).thumbprint());
        assertThat(line.text("source")).isEqualTo(Service.JWKS.toString());
        assertThat(line.members().object("jwk"))
                .hasValue(published.keys().get(0).toJson());
    }

    @Test
    void aRotation_isALineForWhatCame_andOneForWhatIsKeptNoLonger() {
        service.asks();
        service.passes(Duration.ofMinutes(5));
        String old = service.issuer.signingKeyId();
        service.issuer.rotate();
        service.issuer.retire(old);
        service.publishes();
        service.asks();
        KeyLogLine came = last("keys-changed");
        assertThat(came.members().strings("added").orElseThrow()).hasSize(1);
        assertThat(came.members().strings("removed").orElseThrow()).isEmpty();
        assertThat(came.members().strings("keys").orElseThrow()).hasSize(2);

        service.passes(Duration.ofMinutes(5)); // its grace
        service.asks();
        KeyLogLine went = last("keys-changed");
        assertThat(went.members().strings("added").orElseThrow()).isEmpty();
        assertThat(went.members().strings("removed").orElseThrow()).hasSize(1);
        assertThat(went.members().strings("keys")).isEqualTo(came.members().strings("added"));
        assertThat(service.history().keys())
                .extracting(LoggedKey::firstSeen)
                .containsExactly(Optional.of(Service.START), Optional.of(Service.START.plusSeconds(300)));
        assertThat(went.text("removedLastSeen"))
                .isEqualTo(Service.START.plusSeconds(300).toString());
    }

    @Test
    void keysThatStay_areSeenOncePerIntervalAndAtTheEnd() {
        service.asks();
        for (int i = 0; i < 20; i++) {
            service.passes(Duration.ofMinutes(9));
            service.asks();
        }
        assertThat(service.events()).filteredOn("keys-seen"::equals).hasSizeBetween(2, 3);
        service.stops();
        assertThat(service.events()).endsWith("keys-seen", "closed");
        assertThat(service.history().keys().get(0).lastSeen().orElseThrow())
                .isAfter(Service.START.plus(Duration.ofMinutes(170)));
    }

    @Test
    void anAnswerWithoutAUsableKey_isNoSighting() {
        service.asks();
        service.passes(Duration.ofMinutes(9));
        service.transport.on(Service.JWKS).respondAlways(200, "{\"keys\":[]}");
        service.fetcher.refresh(Service.ISSUER).exceptionally(e -> null).join();
        service.stops();
        assertThat(service.history().keys().get(0).lastSeen()).hasValue(Service.START);
    }

    @Test
    void revocations_areWritten() {
        service.asks();
        String kid = service.issuer.signingKeyId();
        service.passes(Duration.ofMinutes(1));
        service.fetcher.revokeNow(Service.ISSUER, kid);
        service.fetcher.revokeIssuer(Service.ISSUER);
        assertThat(service.events()).contains("key-revoked", "issuer-revoked");
        LoggedKey key = service.history().keys().get(0);
        assertThat(key.revokedAt()).hasValue(Service.START.plusSeconds(60));
        assertThat(key.wasInUseAt(Service.START.plusSeconds(59))).isTrue();
        assertThat(key.wasInUseAt(Service.START.plusSeconds(60))).isFalse();
    }

    @Test
    void aKeyThatIsNotUsed_isWrittenWithTheReason() {
        service.transport
                .on(Service.JWKS)
                .respondAlways(
                        200,
                        service.issuer
                                .jwkSet()
                                .replace("[", "[{\"kty\":\"oct\",\"kid\":\"\\u001b[31mred\",\"k\":\"AAAA\"},"));
        service.asks();
        KeyLogLine line = last("key-skipped");
        assertThat(line.text("reason")).isEqualTo(SkipReason.SYMMETRIC_KEY.name());
        assertThat(line.text("kid")).isEqualTo("\u001b[31mred");
    }

    @Test
    void untrustedText_isEscapedInTheFile() throws IOException {
        service.log.onEvent(new KeyFetcherEvent.KeySkipped(
                1,
                "https://evil\r\n\u001b[2J\u202e",
                new SkippedJwk("\n{\"n\":9}", null, SkipReason.MALFORMED, "\u2028")));
        assertThat(Files.readString(service.path)).matches("[\\x20-\\x7e\\n]*");
        assertThat(service.events()).containsExactly("file-begun", "opened", "key-skipped");
    }

    @Test
    void eventsThatWereNotTold_areALineWithTheirCount() {
        service.asks();
        long told = 1000;
        service.log.onEvent(new KeyFetcherEvent.KeyRevoked(told, Service.ISSUER, "a"));
        service.log.onEvent(new KeyFetcherEvent.EventsDropped(told + 7, KeyLog.class.getName(), 7));
        service.log.onEvent(new KeyFetcherEvent.KeyRevoked(told + 8, Service.ISSUER, "b"));
        assertThat(service.lines().stream().filter(line -> line.event().equals("events-missed")))
                .extracting(line -> line.members().number("to").orElseThrow())
                .containsExactly(told - 1, told + 7);
        assertThat(last("events-missed").members().number("count")).hasValue(7L);
    }

    @Test
    void afterAGap_theNextChangeIsWrittenWhole() {
        service.asks();
        service.log.onEvent(new KeyFetcherEvent.EventsDropped(500, KeyLog.class.getName(), 400));
        JwkSet keys = JwkSet.parse(service.issuer.jwkSet());
        service.log.onEvent(new KeyFetcherEvent.KeySetChanged(
                501,
                Service.ISSUER,
                keys,
                Set.of(),
                Set.of(),
                Optional.of(Service.JWKS.toString()),
                FetchedJwkSet.Origin.ISSUER));
        assertThat(service.events()).filteredOn("key-accepted"::equals).hasSize(2);
        assertThat(service.history().keys()).hasSize(1);
    }

    @Test
    void anotherStart_goesOnWithTheChain() {
        service.asks();
        service.stops();
        service.starts(service.builder());
        service.asks();
        assertThat(service.report().isIntact()).isTrue();
        assertThat(service.events())
                .containsExactly(
                        "file-begun",
                        "opened",
                        "key-accepted",
                        "keys-changed",
                        "closed",
                        "opened",
                        "key-accepted",
                        "keys-changed");
        assertThat(service.history().keys()).hasSize(1);
        assertThat(service.history().keys().get(0).uses()).hasSize(1);
    }

    @Test
    void aFullFile_isKeptAndTheChainGoesOnInANewOne() throws IOException {
        service.stops();
        service.starts(service.builder().largestFile(1000));
        service.asks();
        service.rotates();
        service.rotates();
        assertThat(KeyLogFiles.of(service.path)).hasSizeGreaterThan(2).endsWith(service.path);
        assertThat(service.report().isIntact()).isTrue();
        assertThat(service.report().firstLine()).isEqualTo(1);
        assertThat(service.history().keys()).hasSize(3);
    }

    @Test
    void oneFileOfSeveral_isCheckedByItself() throws IOException {
        aFullFile_isKeptAndTheChainGoesOnInANewOne();
        KeyLogReport latest = KeyLogReader.of(Service.SECRET).read(List.of(service.path), line -> {});
        assertThat(latest.isIntact()).isTrue();
        assertThat(latest.firstLine()).isGreaterThan(1);
    }

    @Test
    void theFiles_areTheOwnersAlone() throws IOException {
        Path secret = directory.resolve("secret");
        KeyLogSecret.create(secret, new SecureRandom());
        for (Path file : List.of(service.path, KeyLogFiles.head(service.path), secret)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(KeyLogSecret.read(secret)).hasToString("KeyLogSecret");
    }

    @Test
    void twoWriters_areRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> service.builder().open())
                .withMessageContaining("written by another process, or twice by this one");
    }

    @Test
    void whileNothingCanBeWritten_linesWait() throws IOException {
        service.asks();
        Path elsewhere = directory.resolveSibling(directory.getFileName() + "-elsewhere");
        Files.move(directory, elsewhere);
        service.rotates();
        Files.createDirectory(directory);
        service.rotates();
        assertThat(service.history().keys()).hasSize(2); // of the first one, the file that was moved tells
        assertThat(service.events()).doesNotContain("lines-lost").startsWith("file-begun", "key-accepted");
    }

    @Test
    void moreLinesThanCanWait_areALineWithTheirCount() throws IOException {
        Path elsewhere = directory.resolveSibling(directory.getFileName() + "-elsewhere");
        Files.move(directory, elsewhere);
        for (int i = 1; i <= PendingLines.MOST + 5; i++) {
            service.log.onEvent(new KeyFetcherEvent.KeyRevoked(i, Service.ISSUER, "k" + i));
        }
        Files.createDirectory(directory);
        service.log.head(); // the file is as it was
        service.log.onEvent(new KeyFetcherEvent.StaleServed(PendingLines.MOST + 6, Service.ISSUER, Duration.ZERO));
        assertThat(last("lines-lost").members().number("count")).hasValue(5L);
    }

    @Test
    void onlyTheIssuersThatWereAskedFor_areWritten() {
        service.stops();
        service.starts(service.builder().issuers(issuer -> false));
        service.asks();
        assertThat(service.events()).doesNotContain("key-accepted", "keys-changed");
    }

    @Test
    void twoNodes_showTheKeyThatOnlyOneSaw() {
        service.asks();
        KeyHistory before = service.history();
        service.rotates();
        assertThat(service.history().missingIn(before)).hasSize(1);
        assertThat(before.missingIn(service.history())).isEmpty();
    }
}
