package org.jwks4j.spring;

/** Its bean says that {@link KeysUnavailableConfigurer} has work to do. A filter that were a bean would run outside the chains too. */
final class ServletAnswers {}
