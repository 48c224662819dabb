package org.jwks4j.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The engine and the simulator once more, in a class loader of their own, with some classes compiled from changed sources. */
final class MutatedEngine extends ClassLoader {
    private static final String PREFIX = "org.jwks4j.";

    private final Map<String, ByteArrayOutputStream> compiled = new HashMap<>();

    MutatedEngine(Map<String, String> sources) {
        super(MutatedEngine.class.getClassLoader());
        if (!sources.isEmpty()) {
            compile(sources);
        }
    }

    /** What {@link Simulation#firstFailure} says of this engine. */
    String firstFailure(String invariant, long first, int seeds) throws ReflectiveOperationException {
        return (String) loadClass(Simulation.class.getName())
                .getMethod("firstFailure", String.class, long.class, int.class)
                .invoke(null, invariant, first, seeds);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PREFIX)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        ByteArrayOutputStream changed = compiled.get(name);
        byte[] code = changed == null ? unchanged(name) : changed.toByteArray();
        return defineClass(name, code, 0, code.length);
    }

    private byte[] unchanged(String name) throws ClassNotFoundException {
        try (InputStream code = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (code == null) {
                throw new ClassNotFoundException(name);
            }
            return code.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private void compile(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<Source> units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        List<String> options = List.of(
                "-proc:none", "-implicit:none", "--release", "17", "-cp", System.getProperty("java.class.path"));
        JavaFileManager files = new InMemory(compiler.getStandardFileManager(problems, null, null));
        boolean ok =
                compiler.getTask(null, files, problems, options, null, units).call();
        if (!ok) {
            throw new IllegalStateException("the mutant does not compile: "
                    + problems.getDiagnostics().stream()
                            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                            .toList());
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream code = new ByteArrayOutputStream();
            compiled.put(className, code);
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return code;
                }
            };
        }
    }
}
