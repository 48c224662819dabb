package org.jwks4j.spring;

import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.test.context.ContextConfiguration;

@WebFluxTest
@ContextConfiguration(classes = Applications.WebFlux.class)
final class Boot4WebFluxSliceTest extends WebFluxSlice {}
