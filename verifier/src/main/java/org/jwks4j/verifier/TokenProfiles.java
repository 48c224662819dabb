package org.jwks4j.verifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.form.Names;
import org.jwks4j.verifier.replay.ReplayMemory;

/** Kinds of tokens, of RFCs and of one vendor, as {@link TokenRules}: to be used as they are, or made stricter. */
public final class TokenProfiles {
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

    private TokenProfiles() {}

    /**
     * A JWT access token (RFC 9068).
     *
     * @param audience this resource server's names
     * @return the rules of §4
     */
    public static TokenRules accessToken(String... audience) {
        return TokenRules.forAudience(audience)
                .withType("at+jwt") // §2.1, §4
                .requireClaim("sub") // §2.2
                .requireClaim("client_id")
                .requireClaim("iat")
                .requireClaim("jti");
    }

    /**
     * An ID token (OpenID Connect Core 1.0 §3.1.3.7) for this client alone. What belongs to one login, its {@code nonce} for
     * example, is asked of the verified token: {@link IdTokenChecks}.
     *
     * @param clientId this client
     * @return the rules of §2 and §3.1.3.7
     */
    public static TokenRules idToken(String clientId) {
        return idToken(clientId, new String[0]);
    }

    /**
     * An ID token that may be for others beside this client, as {@link #idToken(String)}.
     *
     * @param clientId this client
     * @param trustedAudiences other clients that may be in its {@code aud}; with them, it must have an {@code azp}, which is this client
     * @return the rules of §2 and §3.1.3.7
     */
    public static TokenRules idToken(String clientId, String... trustedAudiences) {
        List<String> all = new ArrayList<>(Names.some("audience", clientId));
        all.addAll(Names.of("trusted audience", trustedAudiences));
        return TokenRules.forAudience(clientId) // 3
                .and("other audiences", new OtherAudiencesRule(List.copyOf(all))) // 3
                .withTypeIfPresent("JWT")
                .requireClaim("sub") // §2
                .and("sub is not iss", new SubjectIsIssuerRule(false)) // so that it is no client's assertion
                .requireClaim("iat") // §2, 10
                .forbidClaim("client_id") // that is how RFC 9068 §2.2 tells an access token
                .and("azp", new AuthorizedPartyRule(clientId)); // 4, 5
    }

    /**
     * A logout token (OpenID Connect Back-Channel Logout 1.0 §2.6).
     *
     * @param clientId this client
     * @return the rules of §2.4 and §2.6
     */
    public static TokenRules logoutToken(String clientId) {
        return TokenRules.forAudience(clientId)
                .withTypeIfPresent("logout+jwt", "JWT") // §2.4: it is recommended
                .acceptEvents()
                .and("events", new EventsRule(LOGOUT)) // §2.6, 5
                .requireClaim("iat") // §2.4
                .requireClaim("jti")
                .and("sub or sid", new EitherRule("sub", "sid")) // §2.6, 4
                .forbidClaim("nonce"); // §2.6, 6: so that it is no ID token
    }

    /**
     * A security event token (RFC 8417). It has no end: its {@code exp} is not asked for.
     *
     * @param audience this receiver's names
     * @return the rules of §2.2 and §2.3
     */
    public static TokenRules securityEvent(String... audience) {
        return TokenRules.forAudience(audience)
                .withType("secevent+jwt") // §2.3
                .acceptMissingExpiration() // §2.2
                .acceptEvents()
                .and("events", new EventsRule(null))
                .requireClaim("iat")
                .requireClaim("jti");
    }

    /**
     * A client's assertion, as for {@code private_key_jwt} (RFC 7523 §3; OpenID Connect Core 1.0 §9). Each may be used once.
     *
     * @param memory of the assertions that were used: one that all nodes share, or {@link ReplayMemory#local} for a single node
     * @param audience this authorization server's names; an assertion has one of them, and no other audience
     * @return rules for assertions that live for at most five minutes
     */
    public static TokenRules clientAssertion(ReplayMemory memory, String... audience) {
        return TokenRules.forAudience(audience) // §3, 3
                .and("other audiences", new OtherAudiencesRule(null)) // else another server could use it here
                .withTypeIfPresent("JWT", "client-authentication+jwt")
                .requireClaim("sub")
                .and("sub is iss", new SubjectIsIssuerRule(true)) // §3, 2.B
                .withMaxLifetime(Duration.ofMinutes(5)) // §3, 4: an unreasonably late exp may be refused
                .acceptOnce(memory); // §3, 7; OpenID Connect Core 1.0 §9
    }

    /**
     * The user claims of an Application Load Balancer of AWS, {@code x-amzn-oidc-data}: signed by ES256 with a key that all load
     * balancers of a region share, so that only the header's {@code signer} says whose they are. They are padded, which is accepted by
     * these rules alone, and only from an issuer that has them by name: {@link JwtVerifierBuilder#issuer}.
     *
     * @param loadBalancerArn the load balancer, as {@code signer} has it
     * @param clientId the client that the load balancer is with the identity provider, as the header's {@code client} has it
     * @return strict rules except for the padding
     */
    public static TokenRules awsAlb(String loadBalancerArn, String clientId) {
        return awsAlb(List.of(loadBalancerArn), List.of(clientId));
    }

    /**
     * The same for several load balancers or clients.
     *
     * @param loadBalancerArns of which one is the header's {@code signer}
     * @param clientIds of which one is the header's {@code client}
     * @return strict rules except for the padding
     */
    public static TokenRules awsAlb(Collection<String> loadBalancerArns, Collection<String> clientIds) {
        return TokenRules.forAudienceInHeader("signer", loadBalancerArns.toArray(String[]::new))
                .and("client", AudienceRule.of("client", true, clientIds.toArray(String[]::new)))
                .withAlgorithms(JwsAlgorithm.ES256)
                .acceptPadding();
    }
}
