package org.jwks4j.vendors;

import java.util.List;
import org.jwks4j.KeyLocation;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenProfiles;

/**
 * An Application Load Balancer of AWS that authenticates users: their claims are in the request header {@code x-amzn-oidc-data}. All load
 * balancers of a region, of all owners, sign with keys from one place, so that only {@code signer} in the token's header says whose
 * token it is. The tokens are padded, against RFC 7515 §2; that is accepted from this issuer alone.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html#user-claims-encoding">
 *     User claims encoding and signature verification (Elastic Load Balancing)</a>
 */
public final class AwsAlb {
    private final List<String> arns;
    private final KeyLocation keys;

    private AwsAlb(List<String> arns, KeyLocation keys) {
        this.arns = arns;
        this.keys = keys;
    }

    /**
     * A load balancer. Each key has a URL of its own: {@code https://public-keys.auth.elb.{region}.amazonaws.com/{kid}}, and in AWS
     * GovCloud {@code https://s3-{region}.amazonaws.com/aws-elb-public-keys-prod-{region}/{kid}}.
     *
     * @param arn {@code arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/{name}/{id}}
     * @return the load balancer
     */
    public static AwsAlb loadBalancer(String arn) {
        return loadBalancers(arn);
    }

    /**
     * Several load balancers of one region in front of the same service.
     *
     * @param arns each as for {@link #loadBalancer}; those of another region have their keys elsewhere, and need a fetcher and a verifier
     *     of their own
     * @return the load balancers, each of which may be the {@code signer}
     */
    public static AwsAlb loadBalancers(String... arns) {
        List<String> all = List.of(Argument.LOAD_BALANCER.checkAll(arns));
        List<String> locations = all.stream().map(AwsAlb::keysOf).distinct().toList();
        if (locations.size() > 1) {
            throw new IllegalArgumentException(
                    "the load balancers are in several regions, whose keys are in different places: " + locations);
        }
        return new AwsAlb(all, KeyLocation.pemPerKeyId(locations.get(0)));
    }

    private static String keysOf(String arn) {
        String[] parts = arn.split(":", -1);
        String region = parts[3];
        return parts[1].equals("aws")
                ? "https://public-keys.auth.elb." + region + ".amazonaws.com/{kid:uuid}"
                : "https://s3-" + region + ".amazonaws.com/aws-elb-public-keys-prod-" + region + "/{kid:uuid}";
    }

    /**
     * The claims of users. {@code iss} is that of the identity provider: if the service takes that provider's own tokens too, they need a
     * fetcher and a verifier of their own, since their keys are others.
     *
     * @param issuer the identity provider's issuer, as the load balancer's rule has it
     * @param clientIds the clients that the load balancer is there: one for each of its rules that has its own
     * @return the load balancer with the rules for these claims
     */
    public VendorTrust userClaims(String issuer, String... clientIds) {
        return VendorTrust.of(
                TrustedIssuer.of(issuer).withKeysAt(keys), TokenProfiles.awsAlb(arns, List.of(clientIds)));
    }
}
