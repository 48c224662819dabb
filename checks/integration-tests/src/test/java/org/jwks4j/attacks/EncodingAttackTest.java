package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

/**
 * A second spelling of a good token (RFC 4648 §3.5, §12): a service that keeps a list of tokens, revoked or used ones, would not find
 * it there. Each is tried after the token itself was accepted, so that no cache by text serves it either.
 */
class EncodingAttackTest {
    private final Service service = Service.warm("RS256");
    private final Segments token =
            Segments.of(service.token().claim("x", "\u00ff\u00fe?>~").mint());

    @AfterEach
    void close() {
        service.close();
    }

    private void refusesAfter(Segments accepted, String spelling) {
        service.accepts(accepted.token());
        service.refuses(spelling, Reason.MALFORMED_TOKEN);
        service.isUnharmed();
    }

    /** RFC 7515 §2: base64url without padding. */
    @Test
    void padding_isRefused() {
        refusesAfter(token, token.token() + "=");
        refusesAfter(token, token.withHeader(token.header() + "=").token());
        refusesAfter(token, token.withPayload(token.payload() + "==").token());
    }

    /** RFC 7515 §2: no line breaks, white space or other characters. */
    @Test
    void whiteSpace_isRefused() {
        refusesAfter(token, token.token() + "\n");
        refusesAfter(token, " " + token.token());
        refusesAfter(token, token.withPayload(token.payload() + "\r\n").token());
    }

    /** RFC 4648 §3.5: 256 bytes leave four bits of the last sign unused, so 16 texts are one signature. */
    @Test
    void nonZeroTrailingBits_areRefused() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String signature = token.signature();
        int end = signature.length() - 1;
        char next = alphabet.charAt(alphabet.indexOf(signature.charAt(end)) + 1);
        refusesAfter(
                token, token.withSignature(signature.substring(0, end) + next).token());
    }

    /** RFC 4648 §5: + and / are the other alphabet's. */
    @Test
    void theStandardAlphabet_isRefused() {
        String payload = token.payload().replace('-', '+').replace('_', '/');
        assertThat(payload).isNotEqualTo(token.payload());
        refusesAfter(token, token.withPayload(payload).token());
    }
}
