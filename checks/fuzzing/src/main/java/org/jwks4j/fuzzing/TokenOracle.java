package org.jwks4j.fuzzing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.jwks4j.token.UnverifiedToken;

/** The rules of {@link UnverifiedToken} once more, in a simple way that needs no speed. */
@SuppressWarnings("ArrayRecordComponent") // compared by the target, which knows that these are arrays
record TokenOracle(
        String algorithm,
        @Nullable String keyId,
        @Nullable String issuer,
        byte[] header,
        byte[] payload,
        byte[] signature,
        byte[] signingInput) {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_MEMBERS = 512;
    private static final int MAX_ESCAPED_NAMES = 32;
    private static final int MAX_NUMBER_LENGTH = 1000;

    private static final int MAX_SPIFFE_ID = 2048;
    private static final Pattern SPIFFE_ID =
            Pattern.compile("(spiffe://[a-z0-9._-]{1,255})(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)*+");

    /** Empty for what is to be refused. */
    static Optional<TokenOracle> read(String text) {
        String[] segments = text.split("\\.", -1);
        if (text.length() > 16 * 1024 || segments.length != 3) {
            return Optional.empty();
        }
        byte[][] decoded = Arrays.stream(segments)
                .flatMap(segment -> SimpleBase64Url.decode(segment).stream())
                .toArray(byte[][]::new);
        if (decoded.length != 3 || decoded[0].length > 4 * 1024) {
            return Optional.empty();
        }
        byte[] signingInput = (segments[0] + "." + segments[1]).getBytes(US_ASCII);
        return read(decoded, signingInput);
    }

    private static Optional<TokenOracle> read(byte[][] segments, byte[] signingInput) {
        Optional<JsonFacts> header = JsonFacts.read(segments[0]).filter(TokenOracle::isWithinBounds);
        Optional<JsonFacts> payload = JsonFacts.read(segments[1]).filter(TokenOracle::isWithinBounds);
        if (header.isEmpty() || payload.isEmpty()) {
            return Optional.empty();
        }
        String algorithm = header.get().text("alg");
        boolean sound = (header.get().isNull("kid") || isAbsentOrText(header.get(), "kid", 256))
                && isAbsentOrText(payload.get(), "iss", 2048);
        if (algorithm == null || !sound) {
            return Optional.empty();
        }
        return Optional.of(new TokenOracle(
                algorithm,
                header.get().text("kid"),
                issuer(payload.get()),
                segments[0],
                segments[1],
                segments[2],
                signingInput));
    }

    /** A token without iss is of the trust domain that a SPIFFE ID in sub names. */
    private static @Nullable String issuer(JsonFacts payload) {
        String iss = payload.text("iss");
        String sub = payload.text("sub");
        if (iss != null || sub == null || sub.length() > MAX_SPIFFE_ID) {
            return iss;
        }
        Matcher id = SPIFFE_ID.matcher(sub);
        return id.matches() ? id.group(1) : null;
    }

    private static boolean isWithinBounds(JsonFacts json) {
        return json.depth() <= MAX_DEPTH
                && json.mostMembers() <= MAX_MEMBERS
                && json.escapedNames() <= MAX_ESCAPED_NAMES
                && json.longestNumber() <= MAX_NUMBER_LENGTH
                && !json.hidesLetters()
                && !json.hasLoneSurrogate();
    }

    private static boolean isAbsentOrText(JsonFacts json, String name, int maxLength) {
        String text = json.text(name);
        return text == null ? !json.members().containsKey(name) : text.length() <= maxLength;
    }
}
