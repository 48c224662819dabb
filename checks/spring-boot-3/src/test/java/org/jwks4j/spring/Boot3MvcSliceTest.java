package org.jwks4j.spring;

import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;

@WebMvcTest
@ContextConfiguration(classes = Applications.Mvc.class)
final class Boot3MvcSliceTest extends MvcSlice {}
