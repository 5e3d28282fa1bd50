package io.quittance.site;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;

/** Puts each table of a Markdown document into a block of its own, which is scrolled where the screen is narrow. */
final class ScrollingTables extends AbstractVisitor {

    /** What is scrolled. */
    static final class Scroll extends CustomBlock {}

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock) {
            Scroll scroll = new Scroll();
            block.insertBefore(scroll);
            scroll.appendChild(block);
        } else {
            visitChildren(block);
        }
    }
}
