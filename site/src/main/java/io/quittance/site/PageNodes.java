package io.quittance.site;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** What pages have otherwise than Markdown alone: headings with anchors, code, tables that scroll, images, diagrams. */
final class PageNodes implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final Outline outline;
    private String heading = "";

    PageNodes(HtmlNodeRendererContext context, Outline outline) {
        this.context = context;
        this.html = context.getWriter();
        this.outline = outline;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Heading.class, FencedCodeBlock.class, ScrollingTables.Scroll.class, Image.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Heading title) {
            heading(title);
        } else if (node instanceof FencedCodeBlock block) {
            code(block);
        } else if (node instanceof Image picture) {
            image(picture);
        } else {
            html.raw("<div class=\"scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">");
            children(node);
            html.tag("/div");
            html.line();
        }
    }

    private void heading(Heading node) {
        io.quittance.site.Heading told = outline.heading(node);
        heading = told.text();
        String tag = "h" + node.getLevel();
        html.tag(tag, Map.of("id", told.anchor()));
        children(node);
        if (node.getLevel() > 1) {
            html.raw(" <a class=\"anchor\" href=\"#" + told.anchor() + "\" aria-label=\"Link to this section\">#</a>");
        }
        html.tag("/" + tag);
        html.line();
    }

    // What can be scrolled has to be within reach of the keyboard.
    private void code(FencedCodeBlock node) {
        boolean isDiagram = Outline.DIAGRAM.equals(node.getInfo());
        html.line();
        html.raw(isDiagram ? "<figure class=\"diagram\">" : "<div class=\"code\">");
        if (isDiagram) {
            html.raw("<pre class=\"mermaid\" tabindex=\"0\" data-label=\"");
            html.text("Diagram: " + heading);
            html.raw("\">");
        } else {
            html.raw("<pre tabindex=\"0\"><code>");
        }
        html.text(node.getLiteral());
        html.raw(isDiagram ? "</pre></figure>" : "</code></pre></div>");
        html.line();
    }

    private void image(Image node) {
        html.raw("<img loading=\"lazy\" src=\"");
        html.text(node.getDestination());
        html.raw("\" alt=\"");
        html.text(alternative(node));
        html.raw("\">");
    }

    private static String alternative(Image node) {
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            if (child instanceof Text words) {
                text.append(words.getLiteral());
            }
        }
        return text.toString();
    }

    private void children(Node parent) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
    }
}
