package org.jwks4j.verifier;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.benchmarks.verify.Issued;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.form.HeaderRules;
import org.jwks4j.verifier.form.Subject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a token must say, without its signature: in this package, since no user can ask for the one without the other. */
@State(Scope.Benchmark)
public class RulesAlone {
    private final TokenRules rules = TokenRules.forAudience("https://api.acme.example/orders")
            .requireClaim("sub")
            .requireClaim("azp")
            .requireClaim("org_id", "org_9fKx2LmZ")
            .requireScope("read:orders")
            .forbidClaim("nonce")
            .withMaxAge(Duration.ofHours(1));
    private final IssuerTemplate template = IssuerTemplate.of("https://login.acme.example/realms/{realm}/v2.0");
    private final RulesByIssuer ofTemplate =
            new RulesByIssuer(Map.of(), List.of(new RulesByIssuer.OfTemplate(template, rules)), null, null);
    private final TrustedIssuer tenant =
            template.match("https://login.acme.example/realms/staff/v2.0").orElseThrow();
    private final Instant now = Instant.now();
    private UnverifiedToken token;
    private Claims claims;
    private Subject subject;

    /** Reads the token. */
    @Setup
    public void read(Issued issued) {
        token = UnverifiedToken.parse(issued.bytes());
        claims = new Claims(token.payload());
        subject = new Subject(String.valueOf(token.issuer()), token.keyId());
    }

    /** All rules of header and claims: seven of the issuer's, and those for all tokens. */
    @Benchmark
    public Claims rules() {
        return check(rules);
    }

    /** The same for an issuer that fits a template, which is matched for each token. */
    @Benchmark
    public Claims rulesOfATemplate() {
        return check(ofTemplate.of(tenant, subject));
    }

    private Claims check(TokenRules own) {
        HeaderRules.check(token.header(), own.types(), subject);
        ClaimRules.check(claims, token.header(), own, subject, now);
        return claims;
    }
}
