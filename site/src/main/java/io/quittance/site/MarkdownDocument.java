package io.quittance.site;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A document in Markdown. */
final class MarkdownDocument implements Document {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final String source;
    private final Node tree;
    private final Outline outline;

    private MarkdownDocument(String source, Node tree, Outline outline) {
        this.source = source;
        this.tree = tree;
        this.outline = outline;
    }

    static MarkdownDocument parse(String source, String text) {
        Node tree = PARSER.parse(text);
        return new MarkdownDocument(source, tree, Outline.of(tree));
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String title() {
        return outline.title().orElse(source);
    }

    @Override
    public Set<String> anchors() {
        return outline.headings().stream().map(Heading::anchor).collect(Collectors.toSet());
    }

    @Override
    public Page page(Links links) {
        if (outline.title().isEmpty()) {
            links.problem("has no title; its first heading has to be one of level 1");
        }
        tree.accept(new LinkRewriter(links));
        tree.accept(new ScrollingTables());
        String body = HtmlRenderer.builder()
                .nodeRendererFactory(context -> new PageNodes(context, outline))
                .extensions(List.of(TablesExtension.create()))
                .build()
                .render(tree);
        List<Heading> below = outline.headings().stream()
                .filter(heading -> heading.level() > 1)
                .toList();
        return new Page(source, title(), body, below, outline.passages(), outline.isDrawn());
    }
}
