package org.jwks4j.token;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a compact JWT says of itself before its signature was checked: whose key it claims to need. Nothing in here may be
 * believed; it only serves to find the key.
 *
 * <p>The reading is strict, so that no other parser can read another token out of the same text: three segments of
 * canonical base64url, header and payload each one JSON object in valid UTF-8 without a byte order mark, no member twice
 * at any depth, no name spelled with needless escapes, nothing behind the object, and the bounds below.
 *
 * <p>Immutable and thread-safe.
 */
public final class UnverifiedToken {
    /** How long a token may be, in characters, if no {@link Limits} are given: enough for an ML-DSA-87 signature. */
    public static final int MAX_TOKEN_LENGTH = Limits.USUAL_TOKEN;

    /** How long a decoded header may be, in bytes, if no {@link Limits} are given. */
    public static final int MAX_HEADER_BYTES = Limits.USUAL_HEADER;

    /** How long a {@code kid} may be, in characters. */
    public static final int MAX_KEY_ID_LENGTH = Lengths.KEY_ID;

    /** How long an {@code iss} may be, in characters. */
    public static final int MAX_ISSUER_LENGTH = 2048;

    private final byte[] text;
    private final int signatureDot;
    private final Header header;
    private final TokenJson payload;
    private final byte[] signature;
    private final @Nullable String issuer;
    private final boolean padded;

    private UnverifiedToken(byte[] text, int headerDot, int signatureDot, int maxHeaderBytes) {
        this.text = text;
        this.signatureDot = signatureDot;
        Lengths.requireAtMost(
                maxHeaderBytes, headerDot * 3 / 4, "bytes", "the header"); // as long as it will be once decoded
        this.header = Header.read(text, headerDot);
        ByteBuffer segments = ByteBuffer.wrap(text);
        this.payload = StrictScanner.read(Segment.decoded(segments, headerDot + 1, signatureDot));
        this.signature = Segment.decoded(segments, signatureDot + 1, text.length);
        String iss = Lengths.bounded(payload.stringOrNull("iss"), MAX_ISSUER_LENGTH, "iss");
        this.issuer = iss == null ? SpiffeId.trustDomain(payload.text("sub")) : iss;
        this.padded = false;
    }

    /** The same token in the spelling that was signed. */
    private UnverifiedToken(UnverifiedToken bare, byte[] text, int signatureDot) {
        this.text = text;
        this.signatureDot = signatureDot;
        this.header = bare.header;
        this.payload = bare.payload;
        this.signature = bare.signature;
        this.issuer = bare.issuer;
        this.padded = text.length > bare.text.length;
    }

    /**
     * Reads a token.
     *
     * @param token a JWT in JWS compact serialization (RFC 7515 §7.1), without {@code Bearer} before it
     * @return what it says of itself
     * @throws TokenFormatException when it is anything else
     */
    public static UnverifiedToken parse(String token) {
        return parse(token, Limits.defaults());
    }

    /**
     * Reads a token within limits.
     *
     * @param token as {@link #parse(String)}
     * @param limits how large it may be
     * @return what it says of itself
     * @throws TokenFormatException when it is anything else
     */
    public static UnverifiedToken parse(String token, Limits limits) {
        requireNonNull(token, "token");
        Lengths.requireAtMost(limits.maxTokenLength(), token.length(), "characters", "the token");
        try {
            return read(token, limits);
        } catch (TokenFormatException e) {
            throw TokenProblem.named(token, e);
        }
    }

    private static UnverifiedToken read(String token, Limits limits) {
        int headerDot = token.indexOf('.');
        int signatureDot = token.indexOf('.', headerDot + 1);
        if (headerDot < 0 || signatureDot < 0) {
            throw new TokenFormatException("a compact JWS has three segments, this text has fewer");
        }
        if (token.indexOf('.', signatureDot + 1) >= 0) {
            throw new TokenFormatException("a compact JWS has three segments, this text has more (a JWE has five)");
        }
        byte[] text = token.getBytes(StandardCharsets.ISO_8859_1);
        if (text.length != token.length()) { // two surrogates become one byte, and the dots are elsewhere
            throw new TokenFormatException("the token has characters outside of base64url");
        }
        return new UnverifiedToken(text, headerDot, signatureDot, limits.maxHeaderBytes());
    }

    /**
     * Reads a token from bytes, such as those of a header field.
     *
     * @param token the same in ASCII; it may be changed later
     * @return what it says of itself
     * @throws TokenFormatException when it is anything else
     */
    public static UnverifiedToken parse(byte[] token) {
        Lengths.requireAtMost(MAX_TOKEN_LENGTH, token.length, "characters", "the token");
        return parse(new String(token, StandardCharsets.ISO_8859_1));
    }

    /**
     * Reads a token whose three segments are padded: each with {@code =} to a multiple of four characters, as load balancers of AWS
     * write them against RFC 7515 §2. In all else as strict as {@link #parse(String)}. A verifier refuses a token that is padded,
     * unless the rules of its issuer say otherwise.
     *
     * @param token a JWT in JWS compact serialization, except for its padding
     * @param limits how large it may be
     * @return what it says of itself
     * @throws TokenFormatException when it is anything else
     */
    public static UnverifiedToken parsePadded(String token, Limits limits) {
        Lengths.requireAtMost(limits.maxTokenLength(), token.length(), "characters", "the token");
        UnverifiedToken bare = parse(Padding.removed(token), limits);
        return new UnverifiedToken(bare, token.getBytes(StandardCharsets.ISO_8859_1), token.lastIndexOf('.'));
    }

    /**
     * Whether the token was read by {@link #parsePadded}, and has padding.
     *
     * @return false for every token that RFC 7515 allows
     */
    public boolean isPadded() {
        return padded;
    }

    /**
     * The {@code alg} of the protected header.
     *
     * @return the name as it stands there, known or not
     */
    public String algorithm() {
        return header.algorithm();
    }

    /**
     * The {@code kid} of the protected header: a hint, compared case-sensitively (RFC 7515 §4.1.4).
     *
     * @return the key ID, or null when the token has none
     */
    public @Nullable String keyId() {
        return header.keyId();
    }

    /**
     * Which certificate's key signed the token, if it has no {@code kid} that says which key: the {@code x5t#S256} of the protected header
     * (RFC 7515 §4.1.8). A hint, compared with what the issuer publishes, and with nothing else.
     *
     * @return the SHA-256 thumbprint in base64url, or null when the token has none, or has a {@code kid}
     */
    public @Nullable String certificateThumbprint() {
        return header.certificateThumbprint();
    }

    /**
     * The {@code iss} claim. A JWT-SVID need not have one: its issuer is the trust domain of the SPIFFE ID in its {@code sub} (JWT-SVID
     * §3), such as {@code spiffe://example.org}.
     *
     * @return the issuer, exactly as it stands there, or null when the token names none
     */
    public @Nullable String issuer() {
        return issuer;
    }

    /**
     * The protected header.
     *
     * @return its members
     */
    public TokenJson header() {
        return header.json();
    }

    /**
     * The claims, of which none may be believed before the signature was checked.
     *
     * @return their members
     */
    public TokenJson payload() {
        return payload;
    }

    /**
     * What the signature was made over (RFC 7515 §5.2).
     *
     * @return a copy of the ASCII bytes of header, dot and payload
     */
    public byte[] signingInput() {
        return Arrays.copyOf(text, signatureDot);
    }

    /**
     * Hands what the signature was made over to a check, without a copy.
     *
     * @param check was initialised with a public key
     * @throws SignatureException when the check was not initialised
     */
    public void update(Signature check) throws SignatureException {
        check.update(text, 0, signatureDot);
    }

    /**
     * Hands the whole text of the token to a digest, without a copy.
     *
     * @param digest takes in the ASCII bytes
     */
    public void update(MessageDigest digest) {
        digest.update(text);
    }

    /**
     * How long the text of the token is.
     *
     * @return a number of characters
     */
    public int length() {
        return text.length;
    }

    /**
     * The signature.
     *
     * @return its bytes; none for an unsecured token
     */
    public byte[] signature() {
        return signature.clone();
    }

    /** Names the token by what a log may hold: never the token itself. */
    @Override
    public String toString() {
        return "UnverifiedToken[" + text.length + " characters]";
    }

    /**
     * How large a token may be. These hold before anything is known of its issuer, so they are the same for all tokens.
     *
     * @param maxTokenLength how long a token may be, in characters
     * @param maxHeaderBytes how long a decoded header may be, in bytes
     */
    public record Limits(int maxTokenLength, int maxHeaderBytes) {
        private static final int LARGEST_TOKEN = 64 * 1024;
        private static final int LARGEST_HEADER = 16 * 1024;
        static final int USUAL_TOKEN = 16 * 1024;
        static final int USUAL_HEADER = 4 * 1024;
        private static final Limits DEFAULTS = new Limits(USUAL_TOKEN, USUAL_HEADER);

        /**
         * Checks that the limits are limits.
         *
         * @param maxTokenLength above zero, at most 65,536
         * @param maxHeaderBytes above zero, at most 16,384
         * @throws IllegalArgumentException when one is out of that range
         */
        public Limits {
            boolean sound = maxTokenLength >= 1
                    && maxTokenLength <= LARGEST_TOKEN
                    && maxHeaderBytes >= 1
                    && maxHeaderBytes <= LARGEST_HEADER;
            if (!sound) {
                throw new IllegalArgumentException(
                        "a token may have 1 to " + LARGEST_TOKEN + " characters and 1 to " + LARGEST_HEADER
                                + " bytes of header; these limits are " + maxTokenLength + " and " + maxHeaderBytes);
            }
        }

        /**
         * What holds if nothing is said.
         *
         * @return 16,384 characters and 4,096 bytes of header
         */
        public static Limits defaults() {
            return DEFAULTS;
        }
    }
}
