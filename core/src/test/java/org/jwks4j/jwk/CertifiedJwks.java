package org.jwks4j.jwk;

import static org.jwks4j.jwk.Jwks.jwk;

import java.util.Map;

/**
 * Self-signed certificates and the JWKs of their keys, made once with OpenSSL 3: {@code openssl req -x509 -nodes -days
 * 36500 -subj /CN=jwks4j -newkey rsa:2048}, {@code -newkey ec -pkeyopt ec_paramgen_curve:P-256} and {@code -newkey
 * ed25519}. The numbers are those of {@code openssl pkey -pubout}; the private keys are gone.
 */
final class CertifiedJwks {
    static final String RSA_CERTIFICATE =
            "MIIDBTCCAe2gAwIBAgIUdJW5wgJIXnW6zglHCQCOhux0xokwDQYJKoZIhvcNAQELBQAwETEPMA0GA1UEAwwGandrczRqMCAX"
                    + "DTI2MTEyMzE0MTIxMVoYDzIxMjYxMDMwMTQxMjExWjARMQ8wDQYDVQQDDAZqd2tzNGowggEiMA0GCSqGSIb3DQEBAQUAA4IB"
                    + "DwAwggEKAoIBAQCjN5pdqcEUVWYUrd8O5urlS2chJokVA44vVo2Gi7mRgkzPsiMfsFO+wlAFs/AcEJBioeSXD+b4MP3gZGq8"
                    + "DuZR+tLNXdphUCLuN27zy9Q4LFtXNciHSerA8/1Ek5n/7qR4xgQyA1N1k2KZa+vHlhjWP8bGuX9jMD9QJQu/IjLMlm1EeDBP"
                    + "/Srq6gAJVLaVMWGy7ywwEDXcjj1K3A9r3oO4xuwlj5XXlKGBIVIfJpgykNzcrVSF79F4O0CmJokE+EPXBQrma/CmlIpf1uwo"
                    + "3hM+lpqLk2e4UwWfYp9D2qtzz/dvafxPnANDqC7hGvZg3WpPvNDKiww7roYDpqQb/virAgMBAAGjUzBRMB0GA1UdDgQWBBTP"
                    + "ROo2dVgnH8FHEKeEFIsiZBlnXTAfBgNVHSMEGDAWgBTPROo2dVgnH8FHEKeEFIsiZBlnXTAPBgNVHRMBAf8EBTADAQH/MA0G"
                    + "CSqGSIb3DQEBCwUAA4IBAQAh3VDjsqVdxSsdCXdbNLoa4ry1JzGgXg3/bjCnn/oaJMGFhyxLdRXkT7yP3Oc9C+peMyb0gep5"
                    + "Y7vgMFSUdzk3VYSLr1lfil3ptpnOKNUdM3e9R/yX+mNalePGgexolG/f3qvD7W299QRECw5QnwYebVpakFpKC1gNg0f4BU/A"
                    + "xDiTfwOzD0Fgb9QBThek9E8eFulq70VNud/vK/np/bqZOsMiTXxjohhmO8yai/RSjKKK8JjhQAXy/biQ/w21y/c6dOyf1JBi"
                    + "TTa73FaiQTc2TANT9bV51Nduk1HM6KixggIu7uaLxmyB2HDPIFAwBUt9BSPCwgkqIBZFdz92KXdO";

    static final Map<String, Object> RSA = jwk(
            "kty",
            "RSA",
            "e",
            "AQAB",
            "n",
            "ozeaXanBFFVmFK3fDubq5UtnISaJFQOOL1aNhou5kYJMz7IjH7BTvsJQBbPwHBCQYqHklw_m-DD94GRqvA7mUfrSzV3aYVAi"
                    + "7jdu88vUOCxbVzXIh0nqwPP9RJOZ_-6keMYEMgNTdZNimWvrx5YY1j_Gxrl_YzA_UCULvyIyzJZtRHgwT_0q6uoACVS2lTFh"
                    + "su8sMBA13I49StwPa96DuMbsJY-V15ShgSFSHyaYMpDc3K1Uhe_ReDtApiaJBPhD1wUK5mvwppSKX9bsKN4TPpaai5NnuFMF"
                    + "n2KfQ9qrc8_3b2n8T5wDQ6gu4Rr2YN1qT7zQyosMO66GA6akG_74qw");

    static final String EC_CERTIFICATE =
            "MIIBeTCCAR+gAwIBAgIUbCkdPeJCfOPFePdvDyc960kFLEkwCgYIKoZIzj0EAwIwETEPMA0GA1UEAwwGandrczRqMCAXDTI2"
                    + "MTEyMzE0MTIxMVoYDzIxMjYxMDMwMTQxMjExWjARMQ8wDQYDVQQDDAZqd2tzNGowWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC"
                    + "AATyL6ollSak1jFUk96yGz098snM/+269ePjzI1/E3QQePFDr4/02E2yi5tatDHNqcD77YGyUnBcVCYBz+x1nlBxo1MwUTAd"
                    + "BgNVHQ4EFgQULMZZw/MEht1yID3o2urWK8AqhmEwHwYDVR0jBBgwFoAULMZZw/MEht1yID3o2urWK8AqhmEwDwYDVR0TAQH/"
                    + "BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiA6jM9J8BxEb9o3HbaBshUMaZJsCfKagpTvSz2XOSDnvAIhAJPg851SbtjObA7Z"
                    + "NNAKfcHil6g0f0rofZhHWfbe16v0";

    static final Map<String, Object> EC = jwk(
            "kty",
            "EC",
            "crv",
            "P-256",
            "x",
            "8i-qJZUmpNYxVJPeshs9PfLJzP_tuvXj48yNfxN0EHg",
            "y",
            "8UOvj_TYTbKLm1q0Mc2pwPvtgbJScFxUJgHP7HWeUHE");

    static final String ED25519_CERTIFICATE =
            "MIIBODCB66ADAgECAhRNFGrD4OdcIKRqPqe02Oe9HJpxSzAFBgMrZXAwETEPMA0GA1UEAwwGandrczRqMCAXDTI2MTEyMzE0"
                    + "MTIxMVoYDzIxMjYxMDMwMTQxMjExWjARMQ8wDQYDVQQDDAZqd2tzNGowKjAFBgMrZXADIQAiXilmBOrXqRRWUUM3OSLNLSrJ"
                    + "cfPrYWc5/2kpt7eUB6NTMFEwHQYDVR0OBBYEFGrtRfBqt0Kpq74XWsmYBbHIW6SuMB8GA1UdIwQYMBaAFGrtRfBqt0Kpq74X"
                    + "WsmYBbHIW6SuMA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EALzCurD7jWfVSxgmmFXnSrW/OP1xjJU3Z71QY5ZlOt0W/Yrs8"
                    + "TTCi4JDLQq76UQ2NBwI/SNzdzoWtPkhffzwdBQ==";

    static final Map<String, Object> ED25519 =
            jwk("kty", "OKP", "crv", "Ed25519", "x", "Il4pZgTq16kUVlFDNzkizS0qyXHz62FnOf9pKbe3lAc");

    private CertifiedJwks() {}
}
