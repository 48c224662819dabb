package org.jwks4j.vendors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.json.Quoted;
import org.jwks4j.token.UnverifiedToken;
import org.jwks4j.verifier.TokenRules;

/**
 * Service accounts of a Kubernetes cluster. A pod gets a token for a service by a projected volume with that {@code audience}; a token
 * for the API server is another one.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery">
 *     Service account issuer discovery (Kubernetes documentation)</a>
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/">Managing service accounts</a>
 */
public final class Kubernetes {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** The API server signs tokens of other users too, if it is told to. */
    private static final Pattern SUBJECT =
            Pattern.compile("system:serviceaccount:[a-z0-9-]{1,63}:[a-z0-9][a-z0-9.-]{0,252}");

    private final TrustedIssuer issuer;

    private Kubernetes(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * The cluster that this pod runs in. Its issuer is that of the pod's own token, whatever its name; the keys are asked of the API
     * server, {@code https://kubernetes.default.svc/openid/v1/jwks}, with the certificate authority and the token of the pod. The token
     * is read anew for each request, since the kubelet replaces it.
     *
     * @return the cluster
     * @throws UncheckedIOException if this is no pod, or its service account is not mounted
     */
    public static Kubernetes inPod() {
        return inPod(SERVICE_ACCOUNT);
    }

    /**
     * The same with the files elsewhere.
     *
     * @param folder with {@code token} and {@code ca.crt}
     * @return the cluster
     * @throws UncheckedIOException if they cannot be read
     */
    public static Kubernetes inPod(Path folder) {
        return inPod(folder, issuer -> issuer.withTrustedCertificates(folder.resolve("ca.crt")));
    }

    /** The TLS apart, of which a test has none. */
    static Kubernetes inPod(Path serviceAccount, UnaryOperator<TrustedIssuer> tls) {
        Path token = serviceAccount.resolve("token");
        String issuer = UnverifiedToken.parse(read(token)).issuer();
        if (issuer == null) {
            throw new IllegalArgumentException("the token in " + token + " has no iss");
        }
        return new Kubernetes(tls.apply(TrustedIssuer.of(issuer)
                .withJwksUri("https://kubernetes.default.svc/openid/v1/jwks")
                .withBearerToken(() -> read(token))));
    }

    private static String read(Path token) {
        try {
            return Files.readString(token).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the service account's token cannot be read: is this a pod, and is it mounted?", e);
        }
    }

    /**
     * A cluster of Amazon EKS: the issuer is {@code https://oidc.eks.{region}.amazonaws.com/id/{id}}, in China {@code
     * https://oidc.eks.{region}.amazonaws.com.cn/id/{id}}, known by its metadata.
     *
     * @param region such as {@code eu-west-1}
     * @param id the 32 hexadecimal digits at the end of the cluster's OpenID Connect provider URL
     * @return the cluster
     * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html">Create an IAM OIDC
     *     provider for your cluster (Amazon EKS)</a>
     */
    public static Kubernetes eks(String region, String id) {
        String domain = Argument.AWS_REGION.check(region).startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return new Kubernetes(
                TrustedIssuer.of("https://oidc.eks." + region + domain + "/id/" + Argument.EKS_ID.check(id)));
    }

    /**
     * A cluster of Google Kubernetes Engine: the issuer is {@code
     * https://container.googleapis.com/v1/projects/{project}/locations/{location}/clusters/{cluster}}, known by its metadata.
     *
     * @param project the project's ID
     * @param location a region or zone, such as {@code europe-west1}
     * @param cluster its name
     * @return the cluster
     * @see <a href="https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity">Workload Identity Federation for GKE</a>
     */
    public static Kubernetes gke(String project, String location, String cluster) {
        return new Kubernetes(TrustedIssuer.of("https://container.googleapis.com/v1/projects/"
                + Argument.GOOGLE_PROJECT.check(project)
                + "/locations/" + Argument.LABEL.check("location", location)
                + "/clusters/" + Argument.LABEL.check("cluster", cluster)));
    }

    /**
     * A cluster of Azure Kubernetes Service: the issuer is {@code https://{region}.oic.prod-aks.azure.com/{tenantId}/{id}/}, known by
     * its metadata.
     *
     * @param region such as {@code westeurope}
     * @param tenantId the GUID in lower case of the tenant that the cluster is in
     * @param id the GUID behind it in the cluster's OIDC issuer URL
     * @return the cluster
     * @see <a href="https://learn.microsoft.com/azure/aks/use-oidc-issuer">Create an OpenID Connect provider on AKS</a>
     */
    public static Kubernetes aks(String region, String tenantId, String id) {
        return new Kubernetes(TrustedIssuer.of("https://" + Argument.LABEL.check("region", region)
                + ".oic.prod-aks.azure.com/" + Argument.TENANT_ID.check(tenantId)
                + "/" + Argument.TENANT_ID.check("cluster", id) + "/"));
    }

    /**
     * Tokens of certain service accounts.
     *
     * @param audience this service, as {@code serviceAccountToken.audience} of the volume says
     * @param serviceAccounts each {@code NAMESPACE/NAME}
     * @return the cluster with the rules for these tokens
     */
    public VendorTrust tokensFor(String audience, String... serviceAccounts) {
        String[] subjects = Arrays.stream(Argument.SERVICE_ACCOUNT.checkAll(serviceAccounts))
                .map(account -> "system:serviceaccount:" + account.replace('/', ':'))
                .toArray(String[]::new);
        return VendorTrust.of(issuer, TokenRules.forAudience(audience).requireClaim("sub", subjects));
    }

    /**
     * Tokens of all service accounts of the cluster: anyone who may start a pod in it can get one.
     *
     * @param audience this service
     * @return the cluster with the rules for these tokens
     */
    public VendorTrust tokensOfAnyServiceAccountFor(String audience) {
        return VendorTrust.of(
                issuer,
                TokenRules.forAudience(audience)
                        .requireClaim("sub")
                        .requireClaim("kubernetes.io")
                        .withCheck(
                                "sub is a service account, system:serviceaccount:NAMESPACE:NAME",
                                claims -> claims.string("sub")
                                        .filter(SUBJECT.asMatchPredicate())
                                        .isPresent()));
    }

    @Override
    public String toString() {
        return "Kubernetes[" + Quoted.of(issuer.name()) + "]";
    }
}
