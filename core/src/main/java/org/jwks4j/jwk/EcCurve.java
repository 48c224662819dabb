package org.jwks4j.jwk;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Optional;
import org.jwks4j.provider.SecurityProviders;

/** The curves of EC keys (RFC 7518 §6.2.1.1, RFC 8812 §3.1). */
@SuppressWarnings("ImmutableEnumChecker") // ECParameterSpec is immutable without saying so
enum EcCurve {
    P_256("P-256", 32, JwsAlgorithm.ES256, named("secp256r1")),
    P_384("P-384", 48, JwsAlgorithm.ES384, named("secp384r1")),
    P_521("P-521", 66, JwsAlgorithm.ES512, named("secp521r1")),
    /** The JDK dropped this curve in 16, so its numbers are here (SEC 2 v2 §2.4.1); keys on it need another provider. */
    SECP256K1("secp256k1", 32, JwsAlgorithm.ES256K, secp256k1());

    private final String jwkName;
    private final int coordinateBytes;
    private final JwsAlgorithm algorithm;
    private final ECParameterSpec parameters;

    EcCurve(String jwkName, int coordinateBytes, JwsAlgorithm algorithm, ECParameterSpec parameters) {
        this.jwkName = jwkName;
        this.coordinateBytes = coordinateBytes;
        this.algorithm = algorithm;
        this.parameters = parameters;
    }

    static Optional<EcCurve> of(String jwkName) {
        return Arrays.stream(values())
                .filter(curve -> curve.jwkName.equals(jwkName))
                .findFirst();
    }

    String jwkName() {
        return jwkName;
    }

    int coordinateBytes() {
        return coordinateBytes;
    }

    JwsAlgorithm algorithm() {
        return algorithm;
    }

    /** Whether y² = x³ + ax + b over the curve's field, both coordinates below its prime. */
    boolean contains(BigInteger x, BigInteger y) {
        EllipticCurve curve = parameters.getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right =
                x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    /** Builds a key on this curve with a provider that can verify with it too. */
    PublicKey publicKey(ECPoint point) throws GeneralSecurityException {
        if (this != SECP256K1) {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters));
        }
        Provider provider = SecurityProviders.forKeys()
                .filter(this::generates)
                .findFirst()
                .orElseThrow(() -> new NoSuchAlgorithmException("no security provider has " + jwkName));
        AlgorithmParameters named = AlgorithmParameters.getInstance("EC", provider);
        named.init(new ECGenParameterSpec(jwkName));
        return KeyFactory.getInstance("EC", provider)
                .generatePublic(new ECPublicKeySpec(point, named.getParameterSpec(ECParameterSpec.class)));
    }

    /** The JDK's key factory takes keys on secp256k1, with which its signatures then fail; its generator is honest. */
    private boolean generates(Provider provider) {
        if (provider.getService("KeyPairGenerator", "EC") == null
                || provider.getService("AlgorithmParameters", "EC") == null) {
            return false;
        }
        try {
            KeyPairGenerator.getInstance("EC", provider).initialize(new ECGenParameterSpec(jwkName));
            return true;
        } catch (GeneralSecurityException | InvalidParameterException e) {
            return false; // the next one may have it
        }
    }

    private static ECParameterSpec named(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no curve " + name, e);
        }
    }

    private static ECParameterSpec secp256k1() {
        BigInteger p = hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F");
        ECPoint generator = new ECPoint(
                hex("79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798"),
                hex("483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8"));
        BigInteger order = hex("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141");
        EllipticCurve curve = new EllipticCurve(new ECFieldFp(p), BigInteger.ZERO, BigInteger.valueOf(7));
        return new ECParameterSpec(curve, generator, order, 1);
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
