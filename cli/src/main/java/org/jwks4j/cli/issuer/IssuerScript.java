package org.jwks4j.cli.issuer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.TimeSpan;
import org.jwks4j.testkit.Endpoint;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.testkit.TokenBuilder;

/** What a fake issuer does by the keys that are pressed, and says so. */
final class IssuerScript {
    private final FakeIssuer issuer;
    private final Map<String, Object> claims;
    private final Duration life;
    private final String trust;
    private final Console console;

    /**
     * Makes a script.
     *
     * @param claims of each token
     * @param life how long tokens are valid
     * @param trust the options with which the command line trusts the issuer
     */
    IssuerScript(FakeIssuer issuer, Map<String, Object> claims, Duration life, String trust, Console console) {
        this.issuer = issuer;
        this.claims = claims;
        this.life = life;
        this.trust = trust;
        this.console = console;
        issuer.responseHeader(Endpoint.JWKS, "Cache-Control", Mischief.CACHING);
    }

    String token() {
        return fresh().mint();
    }

    private TokenBuilder fresh() {
        return issuer.token().claims(claims).expiresIn(life);
    }

    /** How to use it. */
    List<String> usage() {
        return List.of(
                "jwks4j keys " + issuer.issuer() + " " + trust,
                "jwks4j verify - --issuer " + issuer.issuer() + " --any-audience " + trust + " < token.txt",
                "jwks4j watch " + issuer.issuer() + " " + trust,
                "curl -s " + issuer.jwksUri());
    }

    static String help() {
        List<String> keys = new ArrayList<>(List.of(
                "r  rotates, with overlap",
                "o  rotates without overlap",
                "t  prints a new token",
                "x  prints an expired token",
                "a  prints a token for another audience",
                "f  prints a token with a wrong signature",
                "b  behaves again",
                "q  ends it"));
        keys.addAll(Arrays.stream(Mischief.values())
                .map(mischief -> mischief.key() + "  " + mischief.words())
                .toList());
        return keys.stream().collect(Collectors.joining("\n  ", "keys, each followed by Enter:\n  ", ""));
    }

    /** Does what a key stands for; false if it ends the issuer. */
    boolean press(int key) {
        switch (key) {
            case 'q' -> {
                return false;
            }
            case 'r' -> rotate();
            case 'o' -> {
                List<String> before = issuer.keyIds();
                rotate();
                before.forEach(issuer::retire);
                console.print("withdrew " + before);
            }
            case 't' -> console.print("token, valid for " + TimeSpan.of(life) + ":\n" + token());
            case 'x' ->
                console.print("token, expired 1 h ago:\n"
                        + fresh().expiresIn(Duration.ofHours(-1)).mint());
            case 'a' ->
                console.print("token for another audience:\n"
                        + fresh().claim("aud", "another-service").mint());
            case 'f' ->
                console.print("token with a wrong signature:\n"
                        + fresh().tamperedSignature().mint());
            case 'b' -> {
                Mischief.end(issuer);
                console.print("behaves again");
            }
            case '\n', '\r', ' ' -> {
                return true;
            }
            default -> mischief(key);
        }
        console.flush();
        return true;
    }

    void rotate() {
        issuer.rotate();
        console.print("rotated: signs with " + issuer.signingKeyId() + "; published: " + issuer.keyIds());
        console.flush();
    }

    private void mischief(int key) {
        Mischief.of(key)
                .ifPresentOrElse(
                        mischief -> {
                            mischief.begin(issuer);
                            console.print(mischief.words());
                        },
                        () -> console.print(help()));
    }
}
