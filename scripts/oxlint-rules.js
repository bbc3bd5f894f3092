// Rules of this house that no linter ships.

const noBareError = {
  meta: {
    messages: {
      bare: 'Throw a ReleaseError with a code from src/domain/errors.ts: a bare Error teaches nobody what to do next.',
    },
  },
  create(context) {
    return {
      NewExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Error')
          context.report({ node, messageId: 'bare' });
      },
    };
  },
};

export default {
  meta: { name: 'eca-release' },
  rules: { 'no-bare-error': noBareError },
};
