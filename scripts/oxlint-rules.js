// Rules of this house that no linter ships.

const noBareError = {
  meta: {
    messages: {
      bare: 'Throw a ReleaseError with a code from src/domain/error-catalogue: a bare Error teaches nobody what to do next.',
    },
  },
  create(context) {
    const refuseBare = (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Error')
        context.report({ node, messageId: 'bare' });
    };
    return { NewExpression: refuseBare, CallExpression: refuseBare };
  },
};

export default {
  meta: { name: 'eca-release' },
  rules: { 'no-bare-error': noBareError },
};
