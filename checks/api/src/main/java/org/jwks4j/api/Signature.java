package org.jwks4j.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.util.TraceSignatureVisitor;

/** The parts of a generic signature (JVMS 4.7.9.1) as text. */
final class Signature extends SignatureVisitor {
    private final List<String> parameters = new ArrayList<>();
    private final List<List<Bound>> bounds = new ArrayList<>();
    private final List<TraceSignatureVisitor> supertypes = new ArrayList<>();
    private final List<TraceSignatureVisitor> arguments = new ArrayList<>();
    private final List<TraceSignatureVisitor> results = new ArrayList<>();
    private final List<TraceSignatureVisitor> exceptions = new ArrayList<>();

    private Signature() {
        super(Opcodes.ASM9);
    }

    /** The signature of a class, or that of its erasure if it has none. */
    static Signature ofClass(@Nullable String signature, String superclass, List<String> interfaces) {
        return parse(
                signature != null
                        ? signature
                        : named(superclass)
                                + interfaces.stream().map(Signature::named).collect(Collectors.joining()));
    }

    /** The signature of a method, or that of its erasure if it has none; it leaves out exceptions that are not generic. */
    static Signature ofMethod(@Nullable String signature, String descriptor, List<String> exceptions) {
        String given = signature != null ? signature : descriptor;
        return parse(
                given.indexOf('^') >= 0
                        ? given
                        : given
                                + exceptions.stream()
                                        .map(exception -> "^" + named(exception))
                                        .collect(Collectors.joining()));
    }

    static String ofType(@Nullable String signature, String descriptor) {
        TraceSignatureVisitor text = new TraceSignatureVisitor(0);
        new SignatureReader(signature != null ? signature : descriptor).acceptType(text);
        return text.getDeclaration();
    }

    private static Signature parse(String text) {
        Signature signature = new Signature();
        new SignatureReader(text).accept(signature);
        return signature;
    }

    private static String named(String internalName) {
        return "L" + internalName + ";";
    }

    /** {@code <K, V extends Comparable<V>>} or nothing. */
    String typeParameters(Nullness nullness) {
        if (parameters.isEmpty()) {
            return "";
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            List<String> of = new ArrayList<>();
            for (Bound bound : bounds.get(i)) {
                of.add(nullness.ofBound(i, bound.index()) + bound.type().getDeclaration());
            }
            boolean any = of.isEmpty() || of.equals(List.of("java.lang.Object"));
            texts.add(parameters.get(i) + (any ? "" : " extends " + String.join(" & ", of)));
        }
        return "<" + String.join(", ", texts) + ">";
    }

    /** The superclass, then the interfaces. */
    List<String> supertypes() {
        return texts(supertypes);
    }

    List<String> arguments() {
        return texts(arguments);
    }

    String result() {
        return results.get(0).getDeclaration();
    }

    List<String> exceptions() {
        return texts(exceptions);
    }

    private static List<String> texts(List<TraceSignatureVisitor> visitors) {
        return visitors.stream().map(TraceSignatureVisitor::getDeclaration).toList();
    }

    private static SignatureVisitor addedTo(List<TraceSignatureVisitor> visitors) {
        TraceSignatureVisitor added = new TraceSignatureVisitor(0);
        visitors.add(added);
        return added;
    }

    private SignatureVisitor bound(int index) {
        TraceSignatureVisitor type = new TraceSignatureVisitor(0);
        bounds.get(bounds.size() - 1).add(new Bound(index, type));
        return type;
    }

    @Override
    public void visitFormalTypeParameter(String name) {
        parameters.add(name);
        bounds.add(new ArrayList<>());
    }

    @Override
    public SignatureVisitor visitClassBound() {
        return bound(0);
    }

    @Override
    public SignatureVisitor visitInterfaceBound() {
        List<Bound> before = bounds.get(bounds.size() - 1);
        return bound(before.isEmpty() ? 1 : before.get(before.size() - 1).index() + 1);
    }

    @Override
    public SignatureVisitor visitSuperclass() {
        return addedTo(supertypes);
    }

    @Override
    public SignatureVisitor visitInterface() {
        return addedTo(supertypes);
    }

    @Override
    public SignatureVisitor visitParameterType() {
        return addedTo(arguments);
    }

    @Override
    public SignatureVisitor visitReturnType() {
        return addedTo(results);
    }

    @Override
    public SignatureVisitor visitExceptionType() {
        return addedTo(exceptions);
    }

    /** A bound of a type parameter; index 0 is that of a class, whether or not there is one. */
    private record Bound(int index, TraceSignatureVisitor type) {}
}
