package org.jwks4j.vendors;

import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.TokenRules;

/**
 * Workloads of a SPIFFE trust domain: their JWT-SVIDs have a SPIFFE ID in {@code sub}, and need no {@code iss}. Immutable.
 *
 * @see <a href="https://github.com/spiffe/spiffe/blob/main/standards/JWT-SVID.md">The SPIFFE JWT-SVID specification</a>
 * @see <a href="https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE_Federation.md">SPIFFE federation</a>
 */
public final class Spiffe {
    private static final int MAX_ID_LENGTH = 2048;

    private final TrustedIssuer issuer;

    private Spiffe(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * A trust domain: the issuer is {@code spiffe://{trustDomain}}. Of its bundle, the keys for JWT-SVIDs are used; a bundle without any
     * ends the trust in all of them at once.
     *
     * @param trustDomain such as {@code example.org}
     * @param bundleUri the bundle endpoint, which is asked by https with a certificate that this JVM trusts ({@code https_web})
     * @return the trust domain
     */
    public static Spiffe trustDomain(String trustDomain, String bundleUri) {
        return new Spiffe(TrustedIssuer.of("spiffe://" + Argument.TRUST_DOMAIN.check(trustDomain))
                .withKeysAt(KeyLocation.spiffeBundle(bundleUri)));
    }

    /**
     * A trust domain whose server writes an {@code iss} into its JWT-SVIDs, as SPIRE does if {@code jwt_issuer} is set.
     *
     * @param jwtIssuer the {@code iss}, exactly
     * @return a changed copy, for tokens with this {@code iss} and for those without any
     */
    public Spiffe withIssuerClaim(String jwtIssuer) {
        return new Spiffe(issuer.withAlias(jwtIssuer));
    }

    /**
     * JWT-SVIDs of any workload of the trust domain: {@code sub} is a SPIFFE ID with this trust domain and a path.
     *
     * @param audience this service: {@code aud} names it
     * @return the trust domain with the rules for its JWT-SVIDs
     */
    public VendorTrust workloads(String... audience) {
        return workloads("", "", TokenRules.forAudience(audience));
    }

    /**
     * JWT-SVIDs of the workloads whose path begins so, by whole segments: {@code /ns/shop} takes {@code /ns/shop/sa/orders}, and
     * neither {@code /ns/shopping} nor {@code /ns/shop} itself.
     *
     * @param audience this service: {@code aud} names it
     * @param pathPrefix such as {@code /ns/shop}
     * @return the trust domain with the rules for these JWT-SVIDs
     */
    public VendorTrust workloadsBelow(String audience, String pathPrefix) {
        String path = Argument.SPIFFE_PATH.check("path prefix", pathPrefix);
        return workloads(path, " below " + path, TokenRules.forAudience(audience));
    }

    private VendorTrust workloads(String path, String below, TokenRules rules) {
        String domain = issuer.name();
        String prefix = domain + path + "/";
        return VendorTrust.of(
                issuer,
                svid(rules)
                        .requireClaim("sub") // JWT-SVID §3.1
                        .withCheck(
                                "sub is the SPIFFE ID of a workload of " + domain + below,
                                claims -> claims.string("sub")
                                        .filter(id -> id.startsWith(prefix) && isSpiffeId(id, domain.length()))
                                        .isPresent()));
    }

    /** SPIFFE ID §2: at most 2,048 bytes, and a path of segments that are neither empty nor dots. */
    private static boolean isSpiffeId(String id, int domain) {
        return id.length() <= MAX_ID_LENGTH && Argument.SPIFFE_PATH.fits(id.substring(domain));
    }

    /** JWT-SVID §2.1 and §2.3. */
    private static TokenRules svid(TokenRules rules) {
        return rules.withAlgorithms(
                        JwsAlgorithm.RS256,
                        JwsAlgorithm.RS384,
                        JwsAlgorithm.RS512,
                        JwsAlgorithm.ES256,
                        JwsAlgorithm.ES384,
                        JwsAlgorithm.ES512,
                        JwsAlgorithm.PS256,
                        JwsAlgorithm.PS384,
                        JwsAlgorithm.PS512)
                .withTypeIfPresent("JWT", "JOSE");
    }

    /**
     * JWT-SVIDs of certain workloads.
     *
     * @param audience this service: {@code aud} names it
     * @param paths each the path of a SPIFFE ID, such as {@code /ns/shop/sa/orders}
     * @return the trust domain with the rules for these JWT-SVIDs
     */
    public VendorTrust workloadsAt(String audience, String... paths) {
        String[] ids = Argument.SPIFFE_PATH.checkAll(paths);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = issuer.name() + ids[i];
        }
        return VendorTrust.of(issuer, svid(TokenRules.forAudience(audience)).requireClaim("sub", ids));
    }
}
