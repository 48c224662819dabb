package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jwks4j.error.Reason;
import org.jwks4j.testkit.FakeIssuer;

class KubernetesTest extends VendorContract {
    private static final String AKS = "https://westeurope.oic.prod-aks.azure.com/11111111-aaaa-4bbb-8ccc-222222222222/"
            + "33333333-dddd-4eee-8fff-444444444444/";
    private static final String EKS = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
    private static final String EKS_CHINA =
            "https://oidc.eks.cn-north-1.amazonaws.com.cn/id/0123456789ABCDEF0123456789ABCDEF";
    private static final String GKE =
            "https://container.googleapis.com/v1/projects/acme-orders/locations/europe-west1/clusters/blue";
    private static final String POD = "https://kubernetes.default.svc.cluster.local";

    private static final VendorCase IN_POD = kubernetes("Kubernetes: the pod's cluster", inPod(), POD)
            .publishing("https://kubernetes.default.svc/openid/v1/jwks", "kubernetes/jwks.json")
            .refusing("another service account of the namespace", "sub", account("shop:default"), Reason.WRONG_CLAIM)
            .refusing("the same name in another namespace", "sub", account("mallory:basket"), Reason.WRONG_CLAIM)
            .refusing("a token for the API server", "aud", List.of(POD), Reason.WRONG_AUDIENCE)
            .refusing("another cluster", "iss", EKS, Reason.UNTRUSTED_ISSUER);

    private static final VendorCase ON_EKS = kubernetes(
                    "Kubernetes: EKS", Kubernetes.eks("eu-west-1", "0123456789ABCDEF0123456789ABCDEF"), EKS)
            .publishing(EKS + "/.well-known/openid-configuration", "kubernetes/eks.json")
            .publishing(EKS + "/keys", "kubernetes/jwks.json")
            .refusing("a token for AWS", "aud", List.of("sts.amazonaws.com"), Reason.WRONG_AUDIENCE);

    private static final VendorCase ON_GKE = kubernetes(
                    "Kubernetes: GKE", Kubernetes.gke("acme-orders", "europe-west1", "blue"), GKE)
            .publishing(GKE + "/.well-known/openid-configuration", "kubernetes/gke.json")
            .publishing(GKE + "/jwks", "kubernetes/jwks.json");

    private static final VendorCase ON_AKS = kubernetes(
                    "Kubernetes: AKS",
                    Kubernetes.aks(
                            "westeurope",
                            "11111111-aaaa-4bbb-8ccc-222222222222",
                            "33333333-dddd-4eee-8fff-444444444444"),
                    AKS)
            .publishing(AKS + ".well-known/openid-configuration", "kubernetes/aks.json")
            .publishing(AKS + "openid/v1/jwks", "kubernetes/jwks.json");

    private static final VendorCase ANY_ACCOUNT = kubernetes(
                    "Kubernetes: any service account",
                    Kubernetes.eks("cn-north-1", "0123456789ABCDEF0123456789ABCDEF")
                            .tokensOfAnyServiceAccountFor("orders"),
                    EKS_CHINA)
            .ofKind("Kubernetes: any service account")
            .publishing(EKS_CHINA + "/.well-known/openid-configuration", "kubernetes/eks-china.json")
            .publishing(EKS_CHINA + "/keys", "kubernetes/jwks.json")
            .needing("kubernetes.io")
            .refusing("another user of the API server", "sub", "system:node:node-1", Reason.CHECK_FAILED)
            .refusing("a person", "sub", "alice", Reason.CHECK_FAILED)
            .refusing("a name that begins alike", "sub", "system:serviceaccounts:shop:basket", Reason.CHECK_FAILED)
            .refusing("a namespace alone", "sub", "system:serviceaccount:shop", Reason.CHECK_FAILED)
            .refusing("no name", "sub", "system:serviceaccount:shop:", Reason.CHECK_FAILED)
            .refusing("a part too many", "sub", "system:serviceaccount:shop:basket:x", Reason.CHECK_FAILED);

    private static VendorCase kubernetes(String name, Kubernetes cluster, String issuer) {
        return kubernetes(name, cluster.tokensFor("orders", "shop/basket", "shop/checkout"), issuer);
    }

    private static VendorCase kubernetes(String name, VendorTrust trust, String issuer) {
        return VendorCase.of(name, trust)
                .header(Map.of())
                .payload("""
                        {"aud":["orders"],"iss":"%s","jti":"0b0b0b0b-0000-4000-8000-000000000000","nbf":1,
                         "kubernetes.io":{"namespace":"shop","node":{"name":"node-1","uid":"1"},
                         "pod":{"name":"basket-5","uid":"2"},"serviceaccount":{"name":"basket","uid":"3"}},
                         "sub":"system:serviceaccount:shop:basket"}""".formatted(issuer))
                .fixing("aud", "sub");
    }

    private static String account(String name) {
        return "system:serviceaccount:" + name;
    }

    /** The files of a pod, of which nothing is secret here. */
    private static Kubernetes inPod() {
        try (FakeIssuer mint = FakeIssuer.builder().algorithms("ES256").start()) {
            Path folder = Files.createTempDirectory("service-account");
            folder.toFile().deleteOnExit();
            write(folder.resolve("token"), mint.token().claim("iss", POD).mint() + "\n");
            write(folder.resolve("ca.crt"), Documents.pem(Keys.ES256));
            assertThat(Kubernetes.inPod(folder)).hasToString("Kubernetes[\"" + POD + "\"]"); // reads ca.crt too
            return Kubernetes.inPod(folder, issuer -> issuer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        file.toFile().deleteOnExit();
    }

    @Test
    void whatIsNoPod_isSaid(@TempDir Path empty) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Kubernetes.inPod(empty))
                .withMessageContaining("is this a pod");
    }

    @Override
    List<VendorCase> cases() {
        return List.of(IN_POD, ON_EKS, ON_GKE, ON_AKS, ANY_ACCOUNT);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kubernetes.eks("eu-west-1", "0123456789abcdef0123456789abcdef"))
                .withMessageContaining("capital letters");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Kubernetes.gke("acme-orders", "europe-west1", "blue").tokensFor("orders", "basket"))
                .withMessage("the service account is \"basket\", not NAMESPACE/NAME");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Kubernetes.gke("acme-orders", "europe-west1", "blue").tokensFor("orders"))
                .withMessageContaining("the service account is missing");
    }
}
