// Contrast is half of axe's work. Text that has the colours, the size and the ground of text that passed, on this page
// or an earlier one, passes without being computed anew; what did not pass is looked at each time.
() => {
  const check = axe._audit.checks["color-contrast"];
  const rule = axe._audit.rules.find(each => each.id === "color-contrast");
  const { evaluate } = check, { matches } = rule;
  let grounds, passed, fresh;

  function groundOf(each) {
    if (!each) return "";
    if (!grounds.has(each)) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(each);
      const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join(" ");
      const isClear = own === "rgba(0, 0, 0, 0) none 1 none normal";
      grounds.set(each, (isClear ? "" : own + "; ") + groundOf(each.parentElement));
    }
    return grounds.get(each);
  }

  function look(each) {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(each);
    return [color, fontSize, fontWeight, textShadow, groundOf(each)].join(" | ");
  }

  rule.matches = function (node, ...more) {
    return !passed.has(look(node)) && matches.call(this, node, ...more);
  };
  check.evaluate = function (node, ...more) {
    const seen = look(node);
    if (passed.has(seen)) return true;
    const isEnough = evaluate.call(this, node, ...more);
    if (isEnough) passed.add(seen), fresh.push(seen);
    return isEnough;
  };

  // A link within text passes by its style or by its colours. Its style is read in no time, so it is asked first; the
  // colours of link and text are remembered as above.
  const { "link-in-text-block": byColour, "link-in-text-block-style": byStyle } = axe._audit.checks;
  const compareColours = byColour.evaluate;
  const BLOCK = /^(block|list-item|table.*|flex|grid|inline-block)$/;

  function lookInText(link) {
    let block = link.parentElement;
    while (block && !BLOCK.test(getComputedStyle(block).display)) block = block.parentElement;
    return `${getComputedStyle(link).display} link | ${look(link)} | in text | ${block ? look(block) : ""}`;
  }

  byColour.evaluate = function (link, ...more) {
    if (byStyle.evaluate.call(this, link, ...more)) return true;
    const seen = lookInText(link);
    if (passed.has(seen)) return true;
    const isEnough = compareColours.call(this, link, ...more);
    if (isEnough) passed.add(seen), fresh.push(seen);
    return isEnough;
  };
  axe.judge = async (options, before) => {
    [grounds, passed, fresh] = [new WeakMap(), new Set(before), []];
    const { violations } = await axe.run(document, options);
    return [violations, fresh];
  };
}
