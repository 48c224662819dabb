package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class AwsAlbTest extends VendorContract {
    private static final String ARN =
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/orders/0123456789abcdef";
    private static final String ISSUER = "https://idp.example.com";

    private static final String SECOND_ARN = ARN.replace("/orders/", "/orders-new/");

    private static final VendorCase CLAIMS = claims(
                    "AWS ALB: user claims", AwsAlb.loadBalancer(ARN).userClaims(ISSUER, "client-1"))
            .refusing(
                    "another identity provider of the same load balancer",
                    "iss",
                    "https://login.example.com",
                    Reason.UNTRUSTED_ISSUER)
            .refusing("a logout token that was passed on", "events", Map.of("logout", Map.of()), Reason.FORBIDDEN_CLAIM)
            .refusing("claims that never end", VendorCase.without("exp"), Reason.MISSING_CLAIM)
            .refusingHeader(
                    "the load balancer of another account",
                    Map.of("signer", ARN.replace("1234", "9999")),
                    Reason.WRONG_AUDIENCE)
            .refusingHeader(
                    "another load balancer of the same name",
                    Map.of("signer", ARN.replace("abcdef", "abcdee")),
                    Reason.WRONG_AUDIENCE)
            .refusingHeader(
                    "another client of the identity provider", Map.of("client", "client-2"), Reason.WRONG_AUDIENCE)
            .refusing("the identity provider's own token", "iss", "https://idp.example.com/", Reason.UNTRUSTED_ISSUER);

    private static VendorCase claims(String name, VendorTrust trust) {
        return VendorCase.of(name, trust)
                .ofKind("AWS ALB")
                .publishing(
                        "https://public-keys.auth.elb.eu-west-1.amazonaws.com/" + Keys.ES256.keyId(), "aws-alb/key.pem")
                .signedWith(Keys.ES256)
                .header(header(ARN, "client-1"))
                .payload("""
                        {"sub":"1234567890","name":"Alice","email":"alice@example.com","iss":"https://idp.example.com"}""")
                .fixingInHeader("signer", "client")
                .padded();
    }

    private static final VendorCase SEVERAL = several(ARN, "client-1");
    private static final VendorCase SECOND = several(SECOND_ARN, "client-2")
            .refusingHeader("a third load balancer", Map.of("signer", ARN + "0"), Reason.WRONG_AUDIENCE)
            .refusingHeader("a third client", Map.of("client", "client-3"), Reason.WRONG_AUDIENCE);

    private static VendorCase several(String arn, String client) {
        return claims(
                        "AWS ALB: of several, " + client,
                        AwsAlb.loadBalancers(ARN, SECOND_ARN).userClaims(ISSUER, "client-1", "client-2"))
                .header(header(arn, client));
    }

    private static Map<String, Object> header(String arn, String client) {
        return Map.of("typ", "JWT", "iss", ISSUER, "client", client, "signer", arn, "exp", 4_000_000_000L);
    }

    @Override
    List<VendorCase> cases() {
        return List.of(CLAIMS, SEVERAL, SECOND);
    }

    @Test
    void loadBalancersOfSeveralRegions_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAlb.loadBalancers(ARN, ARN.replace("eu-west-1", "eu-west-2")))
                .withMessageContaining("several regions")
                .withMessageContaining("elb.eu-west-2.amazonaws.com");
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAlb.loadBalancer("orders-1234.eu-west-1.elb.amazonaws.com"))
                .withMessageContaining("an ARN such as arn:aws:elasticloadbalancing:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAlb.loadBalancer(ARN.replace("/app/", "/net/")))
                .withMessageContaining("loadbalancer/app/NAME");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAlb.loadBalancer(ARN.replace("arn:aws:", "arn:aws-cn:")))
                .withMessageContaining("partitions aws and aws-us-gov");
    }
}
