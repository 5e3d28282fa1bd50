package io.quittance.site;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** The headings of a Markdown document, and the text under each of them. */
final class Outline extends AbstractVisitor {
    static final String DIAGRAM = "mermaid";

    private final Anchors anchors = new Anchors();
    private final IdentityHashMap<Node, Heading> byNode = new IdentityHashMap<>();
    private final List<Heading> headings = new ArrayList<>();
    private final List<Passage> passages = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Heading current;
    private boolean drawn;

    private Outline() {}

    static Outline of(Node tree) {
        Outline outline = new Outline();
        tree.accept(outline);
        outline.endPassage();
        return outline;
    }

    List<Heading> headings() {
        return headings;
    }

    Heading heading(Node node) {
        return Objects.requireNonNull(byNode.get(node));
    }

    List<Passage> passages() {
        return passages;
    }

    boolean isDrawn() {
        return drawn;
    }

    Optional<String> title() {
        return headings.stream()
                .limit(1)
                .filter(heading -> heading.level() == 1)
                .map(Heading::text)
                .findFirst();
    }

    @Override
    public void visit(org.commonmark.node.Heading node) {
        endPassage();
        visitChildren(node);
        String title = text.toString().strip();
        text.setLength(0);
        Heading heading = new Heading(node.getLevel(), title, anchors.next(title));
        byNode.put(node, heading);
        headings.add(heading);
        current = heading.level() == 1 ? null : heading;
    }

    private void endPassage() {
        String told = text.toString().replaceAll("\\s+", " ").strip();
        if (!headings.isEmpty() && (current != null || !told.isEmpty())) {
            passages.add(new Passage(current, told));
        }
        text.setLength(0);
    }

    @Override
    public void visit(Text node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        text.append(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
        if (DIAGRAM.equals(node.getInfo())) {
            drawn = true;
        } else {
            text.append(' ').append(node.getLiteral());
        }
    }

    @Override
    public void visit(SoftLineBreak node) {
        text.append(' ');
    }

    @Override
    public void visit(HardLineBreak node) {
        text.append(' ');
    }

    @Override
    public void visit(Paragraph node) {
        spaced(node);
    }

    @Override
    public void visit(ListItem node) {
        spaced(node);
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TableCell) {
            spaced(node);
        } else {
            visitChildren(node);
        }
    }

    private void spaced(Node node) {
        text.append(' ');
        visitChildren(node);
    }
}
