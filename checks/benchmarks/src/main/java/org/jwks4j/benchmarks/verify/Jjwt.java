package org.jwks4j.benchmarks.verify;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** As JJWT's README shows: a parser with a key locator, which here looks into a map, issuer and audience. It fetches no keys. */
@State(Scope.Benchmark)
public class Jjwt {
    private JwtParser parser;

    /** Builds and warms up. */
    @Setup
    public void build(Issued issued) {
        Map<String, Key> keys = Jwks.setParser().build().parse(issued.issuer.jwkSet()).getKeys().stream()
                .collect(Collectors.toMap(Jwk::getId, Jwk::toKey));
        parser = Jwts.parser()
                .keyLocator(header -> keys.get(((JwsHeader) header).getKeyId()))
                .requireIssuer(issued.issuer.issuer())
                .requireAudience(Issued.AUDIENCE)
                .build();
        jjwt(issued);
    }

    /** Verifies. */
    @Benchmark
    public Jws<Claims> jjwt(Issued issued) {
        return parser.parseSignedClaims(issued.token);
    }
}
