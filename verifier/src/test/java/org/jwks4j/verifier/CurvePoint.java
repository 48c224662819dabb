package org.jwks4j.verifier;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/** Points of a prime curve as textbooks add them (SEC 1 §2.2.1): for making odd keys, never for secrets. */
record CurvePoint(ECParameterSpec curve, ECPoint point) {
    static CurvePoint generator(ECParameterSpec curve) {
        return new CurvePoint(curve, curve.getGenerator());
    }

    /** The point with this x and an even y; only for primes that are 3 modulo 4, as those of the NIST curves are. */
    static CurvePoint withX(ECParameterSpec curve, BigInteger x) {
        EllipticCurve equation = curve.getCurve();
        BigInteger p = prime(curve);
        BigInteger right = x.multiply(x)
                .add(equation.getA())
                .multiply(x)
                .add(equation.getB())
                .mod(p);
        BigInteger y = right.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        if (!y.multiply(y).mod(p).equals(right)) {
            throw new IllegalArgumentException("no point has this x");
        }
        return new CurvePoint(curve, new ECPoint(x, y.testBit(0) ? p.subtract(y) : y));
    }

    static BigInteger prime(ECParameterSpec curve) {
        return ((ECFieldFp) curve.getCurve().getField()).getP();
    }

    BigInteger x() {
        return point.getAffineX();
    }

    BigInteger y() {
        return point.getAffineY();
    }

    CurvePoint times(BigInteger factor) {
        CurvePoint sum = new CurvePoint(curve, ECPoint.POINT_INFINITY);
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            sum = sum.plus(sum);
            sum = factor.testBit(bit) ? sum.plus(this) : sum;
        }
        return sum;
    }

    CurvePoint plus(CurvePoint other) {
        if (isInfinite() || other.isInfinite()) {
            return isInfinite() ? other : this;
        }
        BigInteger p = prime(curve);
        if (x().equals(other.x()) && y().add(other.y()).mod(p).signum() == 0) {
            return new CurvePoint(curve, ECPoint.POINT_INFINITY);
        }
        BigInteger slope = slopeTo(other);
        BigInteger sumX =
                slope.multiply(slope).subtract(x()).subtract(other.x()).mod(p);
        BigInteger sumY = slope.multiply(x().subtract(sumX)).subtract(y()).mod(p);
        return new CurvePoint(curve, new ECPoint(sumX, sumY));
    }

    private BigInteger slopeTo(CurvePoint other) {
        BigInteger p = prime(curve);
        BigInteger rise = other.y().subtract(y());
        BigInteger run = other.x().subtract(x());
        if (point.equals(other.point)) {
            rise = x().pow(2)
                    .multiply(BigInteger.valueOf(3))
                    .add(curve.getCurve().getA());
            run = y().shiftLeft(1);
        }
        return rise.multiply(run.modInverse(p)).mod(p);
    }

    private boolean isInfinite() {
        return point.equals(ECPoint.POINT_INFINITY);
    }
}
