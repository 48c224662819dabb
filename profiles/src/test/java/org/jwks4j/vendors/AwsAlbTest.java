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

    private static final VendorCase CLAIMS = claims("AWS ALB: user claims")
            .refusing("the identity provider's own token", "iss", "https://idp.example.com/", Reason.UNTRUSTED_ISSUER);

    private static VendorCase claims(String name) {
        return VendorCase.of(name, AwsAlb.loadBalancer(ARN).userClaims(ISSUER, "client-1"))
                .ofKind("AWS ALB")
                .publishing(
                        "https://public-keys.auth.elb.eu-west-1.amazonaws.com/" + Keys.ES256.keyId(), "aws-alb/key.pem")
                .signedWith(Keys.ES256)
                .header(Map.of("typ", "JWT", "iss", ISSUER, "client", "client-1", "signer", ARN, "exp", 4_000_000_000L))
                .payload("""
                        {"sub":"1234567890","name":"Alice","email":"alice@example.com","iss":"https://idp.example.com"}""")
                .fixingInHeader("signer", "client")
                .padded();
    }

    @Override
    List<VendorCase> cases() {
        return List.of(CLAIMS);
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
